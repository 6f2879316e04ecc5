package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.edge.Json;

/**
 * What differs: how much, and the first of it. All of it is in the audit bucket.
 *
 * @param first at most {@link #MOST}
 */
record Differences(long count, List<Difference> first) {
    static final Differences NONE = new Differences(0, List.of());

    /** How many are shown. */
    static final int MOST = 100;

    /** How many a chunk's row keeps. */
    static final int MOST_OF_CHUNK = 20;

    Differences {
        first = first.stream().limit(MOST).toList();
    }

    static Differences of(List<Difference> all) {
        return new Differences(all.size(), all);
    }

    static Differences of(Difference one) {
        return of(List.of(one));
    }

    /** Both together. */
    Differences plus(Differences other) {
        return new Differences(
                count + other.count,
                Stream.concat(first.stream(), other.first.stream()).toList());
    }

    /** As members of a JSON object, in an order that is always the same. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("count", count);
        members.put(
                "first",
                first.stream().limit(MOST_OF_CHUNK).map(Difference::members).toList());
        return members;
    }

    /** The first of them, each as a JSON object. */
    List<JsonNode> trees() {
        return first.stream().map(difference -> Json.tree(difference.members())).toList();
    }

    static Differences read(JsonNode object) {
        return new Differences(
                object.path("count").longValue(),
                object.path("first").valueStream().map(Difference::read).toList());
    }
}
