package sundown.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sundown.refund.RefundList.Total;
import sundown.refund.RefundState.StateName;

/** The refunds by state, with their amounts by currency. */
final class Refunds {
    private static final String HEADING = "Refunds";

    private Refunds() {}

    static Markup of(Map<StateName, Map<String, Total>> refunds) {
        if (refunds.isEmpty()) {
            return Chart.nothing(HEADING, "The ledger holds no refund of this group yet.");
        }
        Table table = new Table("Refunds by state and currency", "State", "Refunds", "Amount");
        List<Bars.Bar> bars = new ArrayList<>();
        new TreeMap<>(refunds).forEach((state, totals) -> {
            long count = totals.values().stream().mapToLong(Total::refunds).sum();
            bars.add(new Bars.Bar(name(state), count, Words.number(count), kind(state)));
            new TreeMap<>(totals)
                    .forEach((currency, total) -> table.row(
                            name(state), Words.number(total.refunds()), Words.money(total.minorUnits(), currency)));
        });
        return Chart.of(
                HEADING,
                Bars.of("Refunds by state", "Fees of this group's members by what has become of them", bars),
                table,
                "");
    }

    private static String name(StateName state) {
        return switch (state) {
            case INTENT -> "Planned";
            case SENT -> "Asked for";
            case PENDING -> "In the payment service's hands";
            case SUCCEEDED -> "Refunded";
            case MANUAL -> "Needs people";
            case RESOLVED -> "Resolved by people";
        };
    }

    private static String kind(StateName state) {
        return switch (state) {
            case INTENT, SENT, PENDING -> "planned";
            case SUCCEEDED, RESOLVED -> "taken";
            case MANUAL -> "failed";
        };
    }
}
