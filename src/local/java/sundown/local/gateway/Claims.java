package sundown.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the claims of a JSON Web Token. */
final class Claims {
    private Claims() {}

    /** The scopes, which issuers write as one text ({@code scope}) or as a list ({@code scp}). */
    static Set<String> scopes(JsonNode claims) {
        Set<String> scopes = new HashSet<>();
        for (JsonNode claim : List.of(claims.path("scope"), claims.path("scp"))) {
            texts(claim).forEach(text -> scopes.addAll(List.of(text.split(" "))));
        }
        return scopes;
    }

    /** The texts of a claim that may be one text or a list. */
    static List<String> texts(JsonNode claim) {
        return claim.isArray() ? claim.valueStream().map(JsonNode::asText).toList() : List.of(claim.asText());
    }

    /** API Gateway hands every claim on as text; a list becomes {@code [a b]}. */
    static Map<String, String> asText(JsonNode claims) {
        Map<String, String> result = new TreeMap<>();
        claims.properties().forEach(claim -> result.put(claim.getKey(), asTextOne(claim.getValue())));
        return result;
    }

    private static String asTextOne(JsonNode value) {
        if (value.isArray()) {
            return texts(value).stream().collect(Collectors.joining(" ", "[", "]"));
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
