package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sundown.local.demo.cloud.Operators;
import sundown.local.identity.Staff;

/**
 * The ledger of refunds, as an operator lists it.
 *
 * @param refunds how many are in each state
 * @param minorUnits what went back, by currency
 */
public record RefundTotals(Map<String, Long> refunds, Map<String, Long> minorUnits) {
    private static final List<String> STATES = List.of("INTENT", "SENT", "PENDING", "SUCCEEDED", "MANUAL", "RESOLVED");

    /** Adds up all groups. */
    public static RefundTotals read(Operators operators) throws IOException, InterruptedException {
        Map<String, Long> refunds = new TreeMap<>();
        Map<String, Long> minorUnits = new TreeMap<>();
        for (String state : STATES) {
            JsonNode totals = operators
                    .call(Staff.GUEST, "list-refunds", Map.of("state", state, "allGroups", true))
                    .path("totals");
            totals.forEach(group -> group.properties().forEach(currency -> {
                JsonNode total = currency.getValue();
                refunds.merge(state, total.required("refunds").asLong(), Long::sum);
                if (state.equals("SUCCEEDED")) {
                    minorUnits.merge(
                            currency.getKey(), total.required("minorUnits").asLong(), Long::sum);
                }
            }));
        }
        return new RefundTotals(refunds, minorUnits);
    }

    /** How many are in a state. */
    public long of(String state) {
        return refunds.getOrDefault(state, 0L);
    }
}
