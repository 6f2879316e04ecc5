package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.account.UserId;
import sundown.edge.Json;

/**
 * One thing that is not as a complete purge leaves it.
 *
 * @param who a user id, or the name of what belongs to no user
 * @param entries how many versions, markers and uploads it is about
 * @param words what it is, for people
 */
public record Difference(Kind kind, String who, long entries, String words) {

    /** What can differ; stable. */
    public enum Kind {
        /** The manifest is missing, or is not the one that was approved. */
        MANIFEST,
        /** A user still has something in the buckets, and no reason keeps it. */
        LEFT,
        /** Something in the buckets belongs to no user. */
        NO_USER,
        /** No record tells that a user of the manifest was deleted. */
        NOT_RECORDED,
        /** More or less of a user was deleted than the manifest lists. */
        OTHER_COUNTS,
        /** Something of a user was deleted whom the manifest does not list. */
        NOT_LISTED,
        /** A user still has rows, and no reason keeps them. */
        ROWS;

        /** True when a {@link Reason} explains it. */
        boolean excusable() {
            return switch (this) {
                case LEFT, NOT_RECORDED, OTHER_COUNTS, ROWS -> true;
                case MANIFEST, NO_USER, NOT_LISTED -> false;
            };
        }
    }

    static Difference of(Kind kind, UserId user, long entries, String words) {
        return new Difference(kind, user.value(), entries, words);
    }

    /** As members of a JSON object, in an order that is always the same. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", kind.name());
        members.put("who", who);
        members.put("entries", entries);
        members.put("words", words);
        return members;
    }

    static Difference read(JsonNode object) {
        return new Difference(
                Kind.valueOf(Json.text(object, "kind")),
                Json.text(object, "who"),
                object.path("entries").longValue(),
                Json.text(object, "words"));
    }
}
