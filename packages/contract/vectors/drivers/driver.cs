// Reads vectors line by line (now, header, secrets, body; base64, - for empty) and prints the numbers of the accepted ones.
using System;
using System.IO;
using System.Linq;
using System.Text;

public static class Driver
{
    static byte[] Decode(string field) => field == "-" ? new byte[0] : Convert.FromBase64String(field);

    public static void Main(string[] arguments)
    {
        var lines = File.ReadAllLines(arguments[0]);
        for (var number = 0; number < lines.Length; number++)
        {
            var fields = lines[number].Split('\t');
            var header = fields[1] == "-" ? null : Encoding.UTF8.GetString(Decode(fields[1]));
            var secrets = fields[2].Split(',').Select(secret => Encoding.UTF8.GetString(Decode(secret)));
            var now = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[0]));
            if (TicketwireWebhook.Verify(Decode(fields[3]), header, secrets, now)) Console.WriteLine(number);
        }
    }
}
