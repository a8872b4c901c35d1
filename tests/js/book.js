/** Tests of rules are about this book: its name begins what is kept. Import this first. */
import { serve } from "../../workbook/js/lib/book.js";

serve({ get: () => ({ name: "whys-and-hows", title: "The Whys and the Hows" }) });
