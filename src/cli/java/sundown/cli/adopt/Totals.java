package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import sundown.edge.Json;

/**
 * Counts and sums of rows. Operators give theirs in the same form, as many as they like.
 *
 * @param exempt accounts of regions in which nothing ends
 * @param fees in minor units, by currency
 * @param bytes of all items
 * @param accountsWithoutItems accounts with an empty gallery
 * @param largestGallery how many items it has
 * @param claims of users on objects that several of them share, or that lie outside their user's folder
 * @param sharedObjects objects on which there are claims
 * @param keysNotInXml items whose keys have characters for which XML has no form
 */
record Totals(
        long accounts,
        SortedMap<String, Long> accountsByRegion,
        long exempt,
        long members,
        SortedMap<String, Long> fees,
        long items,
        long bytes,
        long accountsWithoutItems,
        long largestGallery,
        long claims,
        long sharedObjects,
        long keysNotInXml) {
    static final Totals NONE = new Totals(0, new TreeMap<>(), 0, 0, new TreeMap<>(), 0, 0, 0, 0, 0, 0, 0);

    /**
     * A number that statements have counted.
     *
     * @param name of a component
     * @param part the region or currency; empty where the component is one number
     */
    record Counted(String name, String part, long number) {}

    static Totals of(List<Counted> counted) {
        ObjectNode totals = Json.tree(NONE).deepCopy();
        for (Counted one : counted) {
            if (one.part().isEmpty()) {
                totals.put(one.name(), one.number());
            } else {
                totals.withObject("/" + one.name()).put(one.part(), one.number());
            }
        }
        return Json.read(totals.toString(), Totals.class);
    }

    /** How many rows all tables have. */
    long rows() {
        return accounts + items + claims;
    }

    /**
     * A line for each difference.
     *
     * @param control an object with some of these components; one by region or currency is complete
     * @throws IllegalArgumentException when it has another member
     */
    List<String> differences(JsonNode control) {
        JsonNode own = Json.tree(this);
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, JsonNode> expected : control.properties()) {
            JsonNode counted = own.path(expected.getKey());
            if (counted.isMissingNode()
                    || counted.isObject() != expected.getValue().isObject()) {
                throw new IllegalArgumentException("Control totals have no such " + expected.getKey() + ".");
            }
            names(counted, expected.getValue())
                    .filter(name -> number(counted, name) != number(expected.getValue(), name))
                    .forEach(name -> differences.add("%s: %d were expected, and %d are there"
                            .formatted(
                                    expected.getKey() + name.replace('/', ' '),
                                    number(expected.getValue(), name),
                                    number(counted, name))));
        }
        return differences;
    }

    /** JSON pointers to all numbers that one of them has. */
    private static Stream<String> names(JsonNode one, JsonNode other) {
        if (!one.isObject()) {
            return Stream.of("");
        }
        TreeSet<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        other.fieldNames().forEachRemaining(names::add);
        return names.stream().map(name -> "/" + name);
    }

    private static long number(JsonNode totals, String name) {
        JsonNode number = totals.at(name);
        if (!number.isMissingNode() && !number.canConvertToLong()) {
            throw new IllegalArgumentException("A control total is not a whole number.");
        }
        return number.asLong();
    }
}
