package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.refund.RefundLedger.Refund.Trigger;

@FunctionTest
class ListRefundsTest {
    /** A currency in which no other test pays. */
    private static final Money FEE = Money.of(3_500, "KWD");

    @Inject
    Installation sundown;

    @Inject
    Members members;

    @Test
    void listsTheRefundsOfAGroupWithTotalsAndPageByPage() throws Exception {
        UserId one = refunded("list-one");
        UserId other = refunded("list-other");
        Event event = Event.of("list-refunds").with("/state", "SUCCEEDED").with("/group", "2");

        JsonNode list = list(event);
        JsonNode first = list(event.with("/limit", 1));
        JsonNode second =
                list(event.with("/limit", 1).with("/after", first.path("next").asText()));

        assertThat(list.at("/totals/2/KWD/refunds").longValue()).isEqualTo(2);
        assertThat(list.at("/totals/2/KWD/minorUnits").longValue()).isEqualTo(7_000);
        assertThat(usersOf(list)).contains(one.value(), other.value());
        assertThat(list.has("csv")).isFalse();
        assertThat(usersOf(first)).hasSize(1);
        assertThat(usersOf(second)).hasSize(1).isNotEqualTo(usersOf(first));
        assertThat(first.path("totals")).isEqualTo(list.path("totals"));
        assertThat(second.has("totals")).isFalse();
    }

    private UserId refunded(String name) throws InterruptedException {
        UserId user = members.member(name, TestTimeline.CLOSED, FEE);
        members.issue(user, Trigger.REFUND_DATE);
        return user;
    }

    private JsonNode list(Event event) throws InterruptedException {
        return answer(event).json();
    }

    private OperatorAnswer answer(Event event) throws InterruptedException {
        return sundown.operate("list-refunds", event);
    }

    private static List<String> usersOf(JsonNode list) {
        return list.path("refunds").findValuesAsText("userId");
    }
}
