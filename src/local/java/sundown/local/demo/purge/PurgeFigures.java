package sundown.local.demo.purge;

import java.util.LinkedHashMap;
import java.util.Map;
import sundown.local.demo.app.FiguresTable;

/**
 * The end of a group in figures.
 *
 * @param purged objects that are gone: versions, delete markers and unfinished uploads
 * @param held objects of those under hold
 * @param remaining of all others
 * @param certificate its key in the audit bucket
 * @param sha256 the certificate's own
 */
public record PurgeFigures(long purged, long held, long remaining, String certificate, String sha256) {
    /** As members of a JSON object. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("purgedObjects", purged);
        json.put("heldObjects", held);
        json.put("remainingObjects", remaining);
        json.put("certificate", certificate);
        return json;
    }

    /** As lines of the table for people. */
    public String table() {
        return String.join(
                "\n",
                FiguresTable.line("purged", purged + " objects"),
                FiguresTable.line("", held + " under hold, " + remaining + " remaining"),
                FiguresTable.line("certificate", certificate),
                FiguresTable.line("", "SHA-256 " + sha256));
    }
}
