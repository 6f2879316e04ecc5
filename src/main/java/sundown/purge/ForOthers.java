package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is left of users who are deleted because others have claims on it; an object counts for each of its users who is
 * looked at.
 *
 * @param folders of them in the buckets that keep groups apart
 */
record ForOthers(long folders, Totals kept) {
    static final ForOthers NOTHING = new ForOthers(0, Totals.NONE);

    ForOthers plus(ForOthers other) {
        return new ForOthers(folders + other.folders, kept.plus(other.kept));
    }

    /** As members of a JSON object, in an order that is always the same. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("folders", folders);
        kept.putInto(members);
        return members;
    }

    static ForOthers read(JsonNode object) {
        return new ForOthers(object.path("folders").longValue(), Totals.in(object));
    }
}
