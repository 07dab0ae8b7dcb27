# Reads vectors line by line (now, header, secrets, body; base64, - for empty) and prints the numbers of the accepted ones.
. "$(dirname "$0")/recipe.sh"

decode() { [ "$1" = - ] || printf '%s' "$1" | base64 -d; }
number=0
body_file=$(mktemp)
trap 'rm -f "$body_file"' EXIT
while IFS='	' read -r now header secrets body; do
  decode "$body" >"$body_file"
  set --
  for secret in $(printf '%s' "$secrets" | tr ',' ' '); do set -- "$@" "$(decode "$secret")"; done
  if NOW=$now verify_ticketwire "$(decode "$header")" "$body_file" "$@"; then echo "$number"; fi
  number=$((number + 1))
done <"$1"
