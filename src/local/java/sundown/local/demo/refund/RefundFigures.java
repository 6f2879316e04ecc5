package sundown.local.demo.refund;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sundown.local.demo.app.FiguresTable;

/**
 * The ledger of refunds in figures.
 *
 * @param refunds how many rows there are, by state
 * @param minorUnits what went back, by currency
 * @param members for each member, in words: who, what, when and why
 */
public record RefundFigures(Map<String, Long> refunds, Map<String, Long> minorUnits, List<String> members) {
    public static RefundFigures of(List<String> members) {
        return new RefundFigures(new TreeMap<>(), new TreeMap<>(), members);
    }

    /** Takes in the totals of one state, as {@code list-refunds} gives them. */
    public void add(String state, JsonNode totals) {
        totals.forEach(group -> group.properties().forEach(currency -> {
            refunds.merge(state, currency.getValue().required("refunds").asLong(), Long::sum);
            if (state.equals("SUCCEEDED")) {
                minorUnits.merge(
                        currency.getKey(),
                        currency.getValue().required("minorUnits").asLong(),
                        Long::sum);
            }
        }));
    }

    /** As members of a JSON object. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("refunds", refunds);
        json.put("refundedMinorUnits", minorUnits);
        return json;
    }

    /** As lines of the table for people. */
    public String table() {
        List<String> lines = new ArrayList<>();
        lines.add(FiguresTable.line("refunds", refunds.isEmpty() ? "none" : written(refunds)));
        lines.add(FiguresTable.line(
                "", minorUnits.isEmpty() ? "nothing went back" : written(minorUnits) + " minor units"));
        members.forEach(member -> lines.add(FiguresTable.line("", member)));
        return String.join("\n", lines);
    }

    private static String written(Map<String, Long> figures) {
        StringBuilder text = new StringBuilder();
        figures.forEach((name, figure) -> text.append(text.isEmpty() ? "" : ", ")
                .append(figure)
                .append(' ')
                .append(name));
        return text.toString();
    }
}
