// Reads vectors line by line (now, header, secrets, body; base64, - for empty) and prints the numbers of the accepted ones.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	ticketwire "recipe/recipe"
)

func decode(field string) []byte {
	if field == "-" {
		return nil
	}
	bytes, err := base64.StdEncoding.DecodeString(field)
	if err != nil {
		panic(err)
	}
	return bytes
}

func main() {
	file, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	for number, line := range strings.Split(strings.TrimSuffix(string(file), "\n"), "\n") {
		fields := strings.Split(line, "\t")
		var secrets []string
		for _, secret := range strings.Split(fields[2], ",") {
			secrets = append(secrets, string(decode(secret)))
		}
		now, err := strconv.ParseInt(fields[0], 10, 64)
		if err != nil {
			panic(err)
		}
		if ticketwire.Verify(decode(fields[3]), string(decode(fields[1])), secrets, time.Unix(now, 0)) {
			fmt.Println(number)
		}
	}
}
