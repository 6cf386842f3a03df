// The steps by which a court checks what it was handed: the same text for everybody, so that it can be had from somewhere else than the
// file it checks. A line that begins with four spaces is typed; the rest is read. A test runs exactly these lines.
export const verifySteps = String.raw`HOW TO CHECK THIS FILE

Needed: a shell, age, tar, jq, sha256sum and openssl (3.0 or newer). No network, and nothing of the city's. Do not trust the copy of
these steps inside the file: take them from the software's own documents. Type the indented lines in an empty folder, in this order;
the first that does not hold ends with FAILED and says why.

Fill in first: EXPORT, the sealed file. IDENTITY, the file with your age key. RECIPIENT, your own address, age1... CASE, the case
number that you gave. ROOT, the city's root key in base64: the city prints it, and you compare it by telephone. WITNESSES, a file with
the lines "witness NAME KEY" of the log's witnesses as the witnesses themselves publish them; without it those in the file are taken.

1. Open it.

    set -eu
    bad() { echo "FAILED: $*" >&2; exit 1; }
    : "$EXPORT" "$IDENTITY" "$RECIPIENT" "$CASE" "$ROOT"
    age -d -i "$IDENTITY" "$EXPORT" > export.tar || bad "it does not open with your key"
    tar tvf export.tar | jq -Rse 'split("\n") | map(select(. != "")) | . != [] and all(.[]; .[0:1] == "-")' > /dev/null ||
      bad "it holds something else than plain files"
    tar xf export.tar || bad "it is no archive"

2. Words for what follows: bytes from base64, hashes, and the signature around a document (DSSE, Ed25519).

    b64() { openssl base64 -d -A; }
    byte() { printf "\\$(printf %03o "$1")"; }
    sum256() { openssl dgst -sha256 -binary | openssl base64 -A; }
    hmac() { openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -binary | openssl base64 -A; }
    digest() { set -- $(sha256sum); echo "$1"; }
    said() { jq -er ".payload | @base64d | fromjson | $2" "$1"; }
    BYTES='def un64: explode | map(select(. != 61) | if . >= 97 then . - 71 elif . >= 65 then . - 65 elif . == 43 then 62
      elif . == 47 then 63 else . + 4 end) as $s | [range(0; ($s | length) * 6 / 8 | floor) as $i | ($i * 8 % 6) as $r
      | ($i * 8 / 6 | floor) as $q | ($s[$q] * 4096 + $s[$q + 1] * 64 + ($s[$q + 2] // 0))
      / [1024, 0, 256, 0, 64][$r] | floor % 256];
      def hex: "0123456789abcdef" as $h | map((. / 16 | floor) as $a | (. % 16) as $b | $h[$a:$a + 1] + $h[$b:$b + 1]) | join("");
      def octal: map("\\0\(. / 64 | floor)\(. / 8 % 8 | floor)\(. % 8)") | join("");'
    hex64() { jq -nr --arg b "$1" "$BYTES"'$b | un64 | hex'; }
    by() {
      printf '%s\n' '-----BEGIN PUBLIC KEY-----' "MCowBQYDK2VwAyEA$1" '-----END PUBLIC KEY-----' > key.pem
      openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signed.bin -sigfile sig.bin > /dev/null 2>&1
    }
    signed() {
      jq -r '.payloadType, .signatures[0].sig, "DSSEv1 \(.payloadType | length) \(.payloadType) \((.payload | rtrimstr("=") | rtrimstr("=")
        | length) * 3 / 4 | floor) "' "$1" > parts.txt
      { read -r type; read -r sig; IFS= read -r head; } < parts.txt
      [ "$type" = "application/vnd.citycop.$2.v1+json" ] || return 1
      printf %s "$sig" | b64 > sig.bin
      { printf %s "$head"; jq -j .payload "$1" | b64; } > signed.bin
      by "$3"
    }

3. The certificates: the root signs administrators, an administrator signs the officer and the unit's keys.

    signed certificates/root.json root "$ROOT" || bad "the root certificate is not by the root key you know"
    city=$(said certificates/root.json .instance)
    for a in certificates/admin-*.json; do signed "$a" admin "$ROOT" || bad "$a is not by the root key"; done
    certified() {
      jq -r '.payload | @base64d' "$1" > "$1.said"
      for a in certificates/admin-*.json; do
        jq -r '.payload | @base64d' "$a" > admin.json
        key=$(jq -er --arg c "$city" --slurpfile said "$1.said" '. as $a | $said[0] | select(.instance == $c and $a.instance == $c
          and .notBefore >= $a.notBefore and .notBefore <= $a.notAfter and (((.units // [.unit]) - $a.units) == [])) | $a.adminPk' admin.json) ||
          continue
        if signed "$1" "$2" "$key"; then return 0; fi
      done
      return 1
    }
    certified certificates/officer.json officer || bad "no administrator certified the officer"
    for c in certificates/epoch-*.json; do certified "$c" epoch || bad "no administrator certified $c"; done
    officer=$(said certificates/officer.json .officerPk)

4. The list of what is here, signed by the officer: nothing is changed, missing or added.

    signed manifest.json export "$officer" || bad "the list is not signed by the officer"
    jq -r '.payload | @base64d' manifest.json > list.json
    jq -r '.files[] | .sha256 + "  " + .path' list.json | sha256sum -c --quiet - || bad "a file is missing or was changed"
    [ "$(tar tf export.tar | jq -Rsc 'split("\n") | map(select(. != "")) | sort')" = \
      "$(jq -c '[.files[].path, "manifest.json"] | sort' list.json)" ] || bad "the archive holds something that is not in the list"

5. The act. The officer asked for exactly this, for exactly you, in your case; and the act's record commits to that request.

    signed log/request.json act "$officer" || bad "the request is not signed by the officer"
    jq -r '.payload | @base64d' log/request.json > request.json
    jq -r '.payload | @base64d' log/act.json > act.json
    jq -e --arg to "$(printf %s "$RECIPIENT" | digest)" --arg case "$(printf %s "$CASE" | digest)" --arg c "$city" \
      '.action == "report:export" and .instance == $c and .recipient == $to and .caseRef == $case' request.json > /dev/null ||
      bad "the request is not for you, or in another case"
    jq -e --arg r "$(jq -cjS . log/request.json | digest)" --slurpfile q request.json '.kind == "report:export" and .request == $r
      and .objects == $q[0].objects and .recipient == $q[0].recipient and .purpose == $q[0].purpose' act.json > /dev/null ||
      bad "the act is another than was asked for"
    jq -e --slurpfile m list.json '.objects == ([$m[0].messages[].id, $m[0].refused[].id, $m[0].attachments[].header,
      $m[0].unnamed[], $m[0].notes[].id] | sort)' request.json > /dev/null || bad "the list leaves out something that was let out"
    jq -e --slurpfile a act.json '($a[0].time[0:10]) as $t | .notBefore <= $t and $t <= .notAfter' certificates/officer.json.said > /dev/null ||
      bad "the officer's certificate did not hold on that day"

6. The log. The act and the report's arrival stand in the city's log, under one checkpoint that the log and its witnesses signed.

    node() { { byte 1; printf %s "$1" | b64; printf %s "$2" | b64; } | sum256; }
    proved() {
      leaf=$2; proof=$1
      set -- $(jq -Rsr 'split("\n\n") | (.[0] | split("\n")) as $h | (.[1] | split("\n")) as $n
        | ($h[1] | ltrimstr("index ")), $n[1], $n[2], $h[2:][]' "$proof")
      fn=$1; sn=$(($2 - 1)); root=$3; shift 3
      [ "$fn" -le "$sn" ] || return 1
      for p in "$@"; do
        [ "$sn" -ne 0 ] || return 1
        if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
          leaf=$(node "$p" "$leaf")
          while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn / 2)); sn=$((sn / 2)); done
        else leaf=$(node "$leaf" "$p"); fi
        fn=$((fn / 2)); sn=$((sn / 2))
      done
      [ "$sn" -eq 0 ] && [ "$leaf" = "$root" ]
    }
    tagkey=$(hex64 "$(jq -er .tagKey log/intake.json)")
    tag() {
      t=$({ printf citycop/tag/v1; for i in 0 0 0 0 $(($1 >> 24 & 255)) $(($1 >> 16 & 255)) $(($1 >> 8 & 255)) $(($1 & 255)); do byte "$i"; done
      } | hmac "$tagkey"); printf %s "${'$'}{t%????????????}"
    }
    n=$(jq -er .n act.json)
    size=$(jq -er '(.payload | rtrimstr("=") | rtrimstr("=") | length) * 3 / 4 | floor' log/act.json)
    commitment=$({ jq -j .opening log/act.json | b64; byte 0; byte 24; printf citycop/report:export/v1
      for i in $((size >> 24 & 255)) $((size >> 16 & 255)) $((size >> 8 & 255)) $((size & 255)); do byte "$i"; done
      jq -j .payload log/act.json | b64; } | hmac d821f8790d97709796b4d7903357c3f5)
    leaf=$({ byte 0; printf CCP; for i in 1 1 0 0 0; do byte "$i"; done; tag "$n" | b64; printf %s "$commitment" | b64; } | sum256)
    proved log/act.proof "$leaf" || bad "the act does not stand in the log"
    entry=$(jq -er .entry log/intake.json)
    case $(hex64 "$entry") in 4343500101000000"$(hex64 "$(tag 0)")"*) ;; *) bad "the arrival is not this report's" ;; esac
    proved log/intake.proof "$({ byte 0; printf %s "$entry" | b64; } | sum256)" || bad "the arrival does not stand in the log"
    jq -Rsj 'split("\n\n")[1] + "\n"' log/act.proof > checkpoint.txt
    [ "$(jq -Rsj 'split("\n\n")[1] + "\n"' log/intake.proof | digest)" = "$(digest < checkpoint.txt)" ] || bad "two checkpoints"
    { read -r origin; read -r entries; } < checkpoint.txt
    noted() {
      name=${'$'}{1%%+*}; rest=${'$'}{1#*+}
      jq -Rsr --arg n "$name" --arg h "${'$'}{rest%%+*}" --arg k "${'$'}{rest#*+}" --argjson kind "$2" "$BYTES"'
        ([split("\n\n")[2] | split("\n")[] | split(" ") | select(.[1] == $n) | .[2] | un64 | select((.[0:4] | hex) == $h)][0] // []) as $s
        | ($k | un64) as $k | select($s != [] and $k[0] == $kind)
        | if $kind == 4 then ($s[4:12] | reduce .[] as $x (0; . * 256 + $x)), ($s[12:76] | octal) else 0, ($s[4:68] | octal) end,
        ($k[1:33] | octal)' log/act.proof > parts.txt
      { read -r time && read -r sig && read -r key; } < parts.txt || return 1
      if [ "$2" = 4 ]; then printf 'cosignature/v1\ntime %s\n' "$time" > signed.bin; else printf '' > signed.bin; fi
      jq -Rsj . checkpoint.txt >> signed.bin
      printf %b "$sig" > sig.bin
      by "$(printf %b "$key" | openssl base64 -A)"
    }
    log=$(said certificates/root.json .logKey)
    [ "$origin" = "${'$'}{log%%+*}" ] || bad "the checkpoint is another log's"
    noted "$log" 1 || bad "the city's log did not sign this checkpoint"
    confirmed=0
    for w in $(jq -Rr 'split(" ") | select(.[0] == "witness") | .[2]' "${'$'}{WITNESSES:-log/witnesses.txt}"); do
      if noted "$w" 4; then
        confirmed=$((confirmed + 1)); echo "confirmed by $name, $(jq -n "$time | todate")"; fi
    done
    [ "$confirmed" -gt 0 ] || { [ -z "${'$'}{WITNESSES:-}" ] && [ "$(jq -Rs 'length' log/witnesses.txt)" = 0 ] &&
      echo "NOTE: this city has no witnesses; only its own key vouches for its log"; } || bad "no witness confirmed the checkpoint"

7. What was said: each message is signed by who said it, they belong together, and none is out of its place. Its words are printed
behind a bar, without signs that would move the cursor or turn the reading.

    jq -e '([.messages[], .refused[]] | group_by(.direction) | all(.[]; ([.[].seq] | sort) == [range(0; length)]))
      and (.messages | group_by(.direction) | all(.[]; [.[].seq] == ([.[].seq] | sort)))' list.json > /dev/null ||
      bad "a message is missing, or they stand in another order"
    QUOTED='def quoted: tostring | explode | map(if . == 10 or (. > 31 and . < 127) or (. > 159 and . < 8234) or (. > 8238 and . < 8294)
      or . > 8297 then . else 63 end) | implode | split("\n") | map("| " + .) | join("\n");'
    thread=
    jq -r '.messages[] | "\(.path) \(.direction)"' list.json > order.txt
    while read -r m direction; do
      jq -r '.payload | @base64d' "$m" > message.json
      holder= sealed=
      if [ "$direction" = citizen ]; then
        key=$(jq -r .senderPk message.json)
        if signed "$m" message "$key"; then holder=$({ printf citycop/v1/mailbox; printf %s "$key" | b64; } | digest); fi
        holder=$(printf %.32s "$holder")
        [ -n "$thread" ] || thread=$holder
        [ -n "$holder" ] && [ "$holder" = "$thread" ] || bad "$m is not signed by who reported"
      fi
      for c in certificates/epoch-*.json; do
        set -- $(jq -r --slurpfile m message.json '$m[0] as $m | (.unit == $m.unit and .epoch == $m.epoch) as $by
          | select($by or (.unit == $m.transfer.to and .epoch == $m.transfer.epoch))
          | .recipient, ($by and .certNo == $m.certNo), .members[].signPk' "$c.said")
        [ $# -gt 0 ] || continue
        sealed="$sealed $(printf %s "$1" | digest)"
        [ "$direction" = unit ] && [ "$2" = true ] || continue
        shift 2
        for key in "$@"; do if signed "$m" message "$key"; then holder=unit; fi; done
      done
      [ -n "$holder" ] || bad "$m is not signed by a member of the unit"
      jq -er --arg p "$m" --arg t "$thread" --arg c "$city" --arg sealed "$sealed" --slurpfile l list.json "$QUOTED"'. as $m
        | ($l[0].messages[] | select(.path == $p)) as $o | [$l[0].messages[], $l[0].refused[]] as $all
        | select(.instance == $c and .thread == $t and .seq == $o.seq and (.to - ($sealed | split(" "))) != .to
        and .prev == ([$all[] | select(.direction == $o.direction and .seq == $o.seq - 1) | .id][0]))
        | "\n\($p), \($o.direction), \(.time)", (.text | quoted), (.fields // {} | to_entries[] | "\(.key): \(.value)" | quoted)' message.json ||
        bad "$m does not stand in this place of this conversation, or was not sealed to the unit"
    done < order.txt
    [ "$(said messages/citizen-0.json .tagHash)" = "$(jq -r .tagKey log/intake.json | b64 | digest)" ] || bad "the log's tags are not this report's"
    jq -r '.notes | select(length > 0) | "NOTE: \(length) notes of the unit to itself were let out and are not here; that they are notes is the word of the officer"' list.json
    jq -r '.notes[] | select(.why) | "NOTE: one of them failed a check: \(.why)"' list.json
    jq -r '.refused[] | "NOTE: a message failed a check and is not here: \(.direction) \(.seq), \(.why)"' list.json

8. The files: each sealed file is the one that its sender's signed message names, and opens to the file beside it.

    jq -r '.attachments[] | "\(.message) \(.sealed) \(.path) \(.blob)"' list.json > files.txt
    while read -r m sealed plain blob; do
      [ "$(said "$m" ".att[] | select(.blob == \"$blob\") | .ctSha256")" = "$(digest < "$sealed")" ] || bad "$sealed is not the file that was sent"
      said "$m" .attKey > key.txt
      if age -d -i key.txt "$sealed" > one.tar; then
        [ "$(tar xOf one.tar | digest)" = "$(digest < "$plain")" ] || bad "$plain is not what was sealed"
      else
        case $(said "$m" .attKey) in AGE-SECRET-KEY-PQ-*) echo "NOTE: $sealed needs age 1.3 or newer; that $plain came out of it is the officer's word" ;;
          *) bad "$sealed does not open" ;; esac
      fi
    done < files.txt
    jq -r '.missing[] | "NOTE: a file that \(.message) names was erased before"' list.json
    echo "ALL STEPS HOLD"; jq -c '{kind, time, purpose, reason, actor}' act.json

What this shows: who signed what, to which unit, that it arrived and left as the log says, and when witnesses had seen that. It does not
show who the person is, that what they said is true, or that the city did nothing that it did not log.
`
