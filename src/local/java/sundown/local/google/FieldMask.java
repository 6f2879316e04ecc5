package sundown.local.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status.Code;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code fields} parameter of Google's APIs, as in {@code user/emailAddress,storageQuota(limit,usage)}: which part
 * of an answer the caller wants.
 *
 * @param inner the wanted members by the name of their object; none stands for the whole
 * @see <a href="https://developers.google.com/drive/api/guides/fields-parameter">Return specific fields</a>
 */
record FieldMask(Map<String, Set<String>> inner) {
    private static final Pattern FIELD = Pattern.compile("(\\w+)(?:/(\\w+)|\\(([\\w,]+)\\))?");
    private static final Pattern FIELDS = Pattern.compile(FIELD + "(?:," + FIELD + ")*");

    static FieldMask parse(String text) {
        if (!FIELDS.matcher(text).matches()) {
            throw invalid(text);
        }
        Map<String, Set<String>> inner = new LinkedHashMap<>();
        FIELD.matcher(text)
                .results()
                .forEach(field -> inner.computeIfAbsent(field.group(1), _ -> new LinkedHashSet<>())
                        .addAll(members(field)));
        return new FieldMask(inner);
    }

    private static List<String> members(MatchResult field) {
        return Stream.ofNullable(field.group(2) == null ? field.group(3) : field.group(2))
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .toList();
    }

    /**
     * The selected part.
     *
     * @throws GoogleProblem INVALID_ARGUMENT if a field is selected that the answer cannot have
     */
    ObjectNode apply(ObjectNode whole, ObjectNode possible) {
        ObjectNode part = selected(inner.keySet(), whole, possible);
        inner.forEach((name, members) -> {
            if (!members.isEmpty()) {
                part.set(name, selected(members, whole.get(name), possible.get(name)));
            }
        });
        return part;
    }

    private static ObjectNode selected(Set<String> names, JsonNode whole, JsonNode possible) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (!possible.has(name)) {
                throw invalid(name);
            }
            if (whole.has(name)) {
                part.set(name, whole.get(name));
            }
        }
        return part;
    }

    private static GoogleProblem invalid(String field) {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid field selection " + field);
    }
}
