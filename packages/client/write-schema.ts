// Renews schema.generated.ts; run by `npm run generate -w packages/http-api`.
import { writeSchema } from "./generate.ts";

await writeSchema();
