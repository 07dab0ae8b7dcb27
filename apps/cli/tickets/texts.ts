// What a made-up help desk talks about. Not only ASCII on purpose: a receiver should meet real text before its first day.

export const TITLES: readonly string[] = [
  "Printer on the second floor prints empty pages",
  "VPN drops every ten minutes",
  "New colleague needs an account by Monday",
  "Outlook asks for the password again and again",
  "Rechnung 2041 doppelt verschickt – bitte prüfen",
  "Écran noir après la mise à jour",
  "会議室のプロジェクターが映らない",
  "Backup of db-02 failed twice 🔥",
  'Shared drive says "access denied" for <Finance & Co>',
  "Phone forwarding to Søren does not work",
];

export const COMMENTS: readonly string[] = [
  "Looking into it.",
  "Could you restart it once and tell me what the display says?",
  "Toner replaced, test page is fine.",
  "Das war’s – läuft wieder, danke!",
  "Called the client, nobody there; trying again at 14:00.",
  "Same as last week, see https://example.com/kb?id=17&lang=en",
];
