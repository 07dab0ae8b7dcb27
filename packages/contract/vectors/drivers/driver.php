<?php
// Reads vectors line by line (now, header, secrets, body; base64, - for empty) and prints the numbers of the accepted ones.
declare(strict_types=1);

require __DIR__ . '/recipe.php';

$decode = fn (string $field): string => $field === '-' ? '' : base64_decode($field, true);
foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $number => $line) {
    [$now, $header, $secrets, $body] = explode("\t", $line);
    $text = $header === '-' ? null : $decode($header);
    if (verify_ticketwire($decode($body), $text, array_map($decode, explode(',', $secrets)), 300, (int) $now)) {
        echo $number, "\n";
    }
}
