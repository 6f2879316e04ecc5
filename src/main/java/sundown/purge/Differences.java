package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.Json;

/**
 * The differences that a verification found: their number, and the first of them. The audit bucket has all of them.
 *
 * @param first at most {@link #ANSWER_DIFFERENCES_MAX}
 */
record Differences(long count, List<Difference> first) {
    /**
     * A difference between the state of a group and a complete purge.
     *
     * @param who a user id, or the name of a folder or key of no user
     * @param entries the number of versions, markers, and uploads that differ
     * @param words a description for people
     */
    public record Difference(Kind kind, String who, long entries, String words) {

        /** The kinds of differences; stable. */
        public enum Kind {
            /** The manifest is missing, or is not the approved one. */
            MANIFEST,
            /** A user still has entries in the buckets, and no reason keeps them. */
            LEFT,
            /** The buckets keep an object that belongs to no user. */
            NO_USER,
            /** A user of the manifest has no record of their deletion. */
            NOT_RECORDED,
            /** The purge deleted more or less of a user than the manifest lists. */
            OTHER_COUNTS,
            /** The purge deleted something of a user whom the manifest does not list. */
            NOT_LISTED,
            /** A user still has rows, and no reason keeps them. */
            ROWS;

            /** True if a {@link Leftovers.Reason} explains the difference. */
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

        /** The members of a JSON object, always in the same order. */
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

    static final Differences NONE = new Differences(0, List.of());

    /** The largest number of differences in an answer. */
    static final int ANSWER_DIFFERENCES_MAX = 100;

    /** The largest number of differences in a chunk's row. */
    static final int CHUNK_DIFFERENCES_MAX = 20;

    Differences {
        first = first.stream().limit(ANSWER_DIFFERENCES_MAX).toList();
    }

    static Differences of(List<Difference> all) {
        return new Differences(all.size(), all);
    }

    static Differences of(Difference one) {
        return of(List.of(one));
    }

    /** The sum of both. */
    Differences plus(Differences other) {
        return new Differences(
                count + other.count,
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    /** The members of a JSON object, always in the same order. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("count", count);
        members.put(
                "first",
                first.stream()
                        .limit(CHUNK_DIFFERENCES_MAX)
                        .map(Difference::members)
                        .toList());
        return members;
    }

    /** The first differences, each as a JSON object. */
    List<JsonNode> trees() {
        return first.stream().map(difference -> Json.tree(difference.members())).toList();
    }

    static Differences read(JsonNode object) {
        return new Differences(
                object.path("count").longValue(),
                object.path("first").valueStream().map(Difference::read).toList());
    }
}
