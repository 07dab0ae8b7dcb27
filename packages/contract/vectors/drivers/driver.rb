# Reads vectors line by line (now, header, secrets, body; base64, - for empty) and prints the numbers of the accepted ones.
require_relative "recipe"

decode = ->(field) { field == "-" ? "" : field.unpack1("m0") }
File.readlines(ARGV[0], chomp: true).each_with_index do |line, number|
  now, header, secrets, body = line.split("\t")
  text = header == "-" ? nil : decode.call(header).force_encoding("UTF-8")
  puts number if verify_ticketwire(decode.call(body), text, secrets.split(",").map(&decode), now: now.to_i)
end
