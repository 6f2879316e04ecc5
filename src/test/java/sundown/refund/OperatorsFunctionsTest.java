package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.edge.OperatorRequests.typeOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.operator.SampleOperators;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState.ManualReason;
import sundown.timeline.GroupId;

class OperatorsFunctionsTest {
    private final Functions functions = new Functions();

    @BeforeEach
    void threeMembersAreRefundedAndOneIsNot() {
        member("u2", "IN", "ch_2", Money.of(800, "EUR"));
        member("u3", "BR", "ch_3", Money.of(5_000, "JPY"));
        functions.payments.refundByOthers(Functions.CHARGE, Functions.FEE);
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        functions.issue(new UserId("u2"), Trigger.TRANSFER_FINISHED);
        functions.issue(new UserId("u3"), Trigger.TRANSFER_FINISHED);
    }

    @Test
    void listByStateWithTotalsByGroupAndCurrency() {
        JsonNode list = functions.list(ofAllGroups(Map.of("state", "SUCCEEDED")));

        assertThat(list.path("refunds").findValuesAsText("userId")).containsExactlyInAnyOrder("u2", "u3");
        assertThat(list.at("/totals/1/EUR/minorUnits").longValue()).isEqualTo(800);
        assertThat(list.at("/totals/2/JPY/minorUnits").longValue()).isEqualTo(5_000);
        assertThat(list.at("/totals/2/JPY/refunds").longValue()).isEqualTo(1);
        assertThat(list.has("next")).isFalse();
    }

    @Test
    void listOneGroupOnlyAndPageByPage() {
        assertThat(functions
                        .list(Map.of("state", "SUCCEEDED", "group", "1"))
                        .path("refunds")
                        .findValuesAsText("userId"))
                .containsExactly("u2");

        JsonNode first = functions.list(ofAllGroups(Map.of("state", "SUCCEEDED", "limit", 1)));
        JsonNode second = functions.list(ofAllGroups(Map.of(
                "state", "SUCCEEDED", "limit", 1, "after", first.path("next").textValue())));
        assertThat(first.path("refunds").size()).isEqualTo(1);
        assertThat(second.path("refunds").findValuesAsText("userId"))
                .isNotEqualTo(first.path("refunds").findValuesAsText("userId"));
    }

    /** Totals read all rows in the state, and they say the same for every page. */
    @Test
    void listTotalsWithTheFirstPageAlone() {
        Map<String, Object> call = ofAllGroups(Map.of("state", "SUCCEEDED", "limit", 1));

        JsonNode first = functions.list(call);
        JsonNode second = functions.list(with(call, "after", first.path("next").textValue()));

        assertThat(first.has("totals")).isTrue();
        assertThat(second.has("totals")).isFalse();
        assertThat(functions.list(with(call, "totals", true)).path("totals")).isEqualTo(first.path("totals"));
        JsonNode without = functions.list(with(call, "totals", false));
        assertThat(without.has("totals")).isFalse();
        assertThat(without.path("refunds")).isEqualTo(first.path("refunds"));
    }

    @Test
    void askForAGroupOrForAll() {
        Map<String, Object> call = Map.of("state", "MANUAL");

        assertThat(functions.list(call).path("detail").textValue()).contains("group", "\"allGroups\": true");
        assertThat(functions
                        .list(with(with(call, "group", "1"), "allGroups", false))
                        .has("refunds"))
                .isTrue();
    }

    @Test
    void listAsATable() {
        JsonNode list = functions.list(ofAllGroups(Map.of("state", "MANUAL", "format", "csv")));

        assertThat(list.path("csv").textValue()).isEqualTo("""
                        charge,user,group,state,paid_through,amount_minor_units,currency,since,refund,reason,resolved_by,note\r
                        "ch_1","u1","1","MANUAL","stripe",1200,"EUR","2023-01-15T12:00:00Z","","REFUNDED_BY_OTHERS","",""\r
                        """);
        assertThat(list.has("refunds")).isFalse();
    }

    @Test
    void listAsATableWhoResolvedARefundAndHow() {
        functions.resolve(with(resolution("u1", "ch_1"), "note", "=1+1, \"by hand\""));

        JsonNode list = functions.list(ofAllGroups(Map.of("state", "RESOLVED", "format", "csv")));

        assertThat(list.path("csv").textValue())
                .endsWith(",\"REFUNDED_BY_OTHERS\",\"Ada\",\"'=1+1, \"\"by hand\"\"\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"state": "LOST", "allGroups": true}                        | unknown-state
            {"state": "MANUAL", "group": "9"}                           | unknown-group
            {"state": "MANUAL", "group": ""}                            | invalid-request
            {"state": "MANUAL", "group": "*"}                           | invalid-request
            {"allGroups": true}                                         | invalid-request
            {"state": "MANUAL", "allGroups": true, "format": "xml"}     | invalid-request
            {"state": "MANUAL", "allGroups": true, "after": "no charge"} | invalid-request
            {"state": "MANUAL", "allGroups": true, "limit": 0}          | invalid-request
            {"state": "MANUAL"}                                         | invalid-request
            {"state": "MANUAL", "allGroups": false}                     | invalid-request
            {"state": "MANUAL", "allGroups": true, "group": "1"}        | invalid-request
            """)
    void refuseWhatTheyDoNotKnow(String call, String problem) {
        assertThat(typeOf(functions.list(object(call)))).isEqualTo(problem);
    }

    private static Map<String, Object> object(String json) {
        Map<String, Object> fields = new HashMap<>();
        Json.read(json).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    @Test
    void resolveARefundWithNameAndReason() {
        JsonNode row = functions.resolve(resolution("u1", "ch_1"));

        assertThat(row.path("state").textValue()).isEqualTo("RESOLVED");
        assertThat(row.path("resolvedBy").textValue()).isEqualTo("Ada");
        assertThat(functions.state())
                .isEqualTo(new RefundState.Resolved(
                        ManualReason.REFUNDED_BY_OTHERS,
                        SampleOperators.named("Ada"),
                        "paid by hand",
                        functions.clock.instant()));
    }

    /** The photo cloud may remove its row of a user at any time; the ledger's stays. */
    @Test
    void resolveARefundOfAUserWithoutAnAccount() {
        functions.accounts.remove(Functions.USER);

        assertThat(functions.resolve(resolution("u1", "ch_1")).path("state").textValue())
                .isEqualTo("RESOLVED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"userId": "u2", "chargeId": "ch_2", "note": "paid by hand"}     | nothing-to-resolve
            {"userId": "u2", "chargeId": "ch_1", "note": "paid by hand"}     | no-refund
            {"userId": "nobody", "chargeId": "ch_1", "note": "paid by hand"} | unknown-user
            {"userId": "u1", "chargeId": "ch_1"}                             | invalid-request
            {"userId": "u1", "chargeId": "ch_1", "note": " "}                | invalid-request
            {"userId": "u1", "chargeId": 7, "note": "paid by hand"}          | invalid-request
            """)
    void resolveNothingWithoutNeedOrByASlipOfTheHand(String call, String problem) {
        assertThat(typeOf(functions.resolve(with(object(call), "by", "Ada")))).isEqualTo(problem);
        assertThat(functions.state()).isInstanceOf(RefundState.Manual.class);
    }

    /** A file of what was done elsewhere is sent in lots, and may be sent again. */
    @Test
    void resolveALotRowByRow() {
        paidAtApple("apple-1");

        Map<String, Object> lot =
                lot("ch_1", "paid by hand", "ch_2", "paid", "apple-1", "Apple refunded it", "ch_9", "?");

        assertThat(results(functions.resolve(lot)))
                .containsExactly("ch_1 resolved", "ch_2 not-open", "apple-1 resolved", "ch_9 unknown");
        assertThat(results(functions.resolve(lot)))
                .containsExactly("ch_1 already-resolved", "ch_2 not-open", "apple-1 already-resolved", "ch_9 unknown");
        assertThat(functions.ledger.find(new ChargeId("apple-1")).orElseThrow().state())
                .isEqualTo(new RefundState.Resolved(
                        ManualReason.PAID_ELSEWHERE,
                        SampleOperators.named("Ada"),
                        "Apple refunded it",
                        functions.clock.instant()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"refunds": []}                                                         | refunds is not a list of 1 to 100 objects
            {"refunds": [null]}                                                     | refunds is not a list of 1 to 100 objects
            {"refunds": [{"charge": "ch_1", "note": "a"}, {"charge": "ch_1", "note": "b"}]} | refunds names a charge twice
            {"refunds": [{"charge": "ch_1"}]}                                       | refunds[0].note is missing
            {"refunds": [{"charge": "ch 1", "note": "a"}]}                          | refunds[0].charge
            {"refunds": [{"charge": "ch_1", "note": "a"}], "note": "b"}             | note cannot go with refunds
            """)
    void resolveNothingOfALotWithAWrongRow(String call, String why) {
        JsonNode refused = functions.resolve(with(object(call), "by", "Ada"));

        assertThat(typeOf(refused)).isEqualTo("invalid-request");
        assertThat(refused.path("detail").textValue()).contains(why);
        assertThat(functions.state()).isInstanceOf(RefundState.Manual.class);
    }

    @Test
    void resolveNoLotOfMoreThanAHundred() {
        assertThat(typeOf(functions.resolve(lot(IntStream.rangeClosed(0, 100)
                        .boxed()
                        .flatMap(number -> Stream.of("ch_" + number, "paid"))
                        .toArray(String[]::new)))))
                .isEqualTo("invalid-request");
    }

    @Test
    void listFeesThatWerePaidElsewhere() {
        paidAtApple("apple-1");

        JsonNode list = functions.list(ofAllGroups(Map.of("state", "ELSEWHERE", "format", "csv")));

        assertThat(list.path("csv").textValue())
                .endsWith("\"apple-1\",\"u4\",\"1\",\"ELSEWHERE\",\"apple\",1200,\"EUR\",\"2023-01-15T12:00:00Z\",\"\","
                        + "\"PAID_ELSEWHERE\",\"\",\"\"\r\n");
        assertThat(list.at("/totals/1/EUR/paidThrough/apple").longValue()).isEqualTo(1);
    }

    private void paidAtApple(String charge) {
        functions.ledger.open(new Refund(
                new ChargeId(charge),
                new UserId("u4"),
                new GroupId("1"),
                Functions.FEE,
                PaidThrough.APPLE,
                Optional.empty(),
                new RefundState.Elsewhere(functions.clock.instant()),
                functions.clock.instant(),
                0));
    }

    private static Map<String, Object> lot(String... chargesAndNotes) {
        return Map.of(
                "by",
                "Ada",
                "refunds",
                IntStream.range(0, chargesAndNotes.length / 2)
                        .mapToObj(
                                row -> Map.of("charge", chargesAndNotes[2 * row], "note", chargesAndNotes[2 * row + 1]))
                        .toList());
    }

    private static List<String> results(JsonNode answer) {
        return answer.path("refunds")
                .valueStream()
                .map(row -> row.path("charge").textValue() + " "
                        + row.path("result").textValue())
                .toList();
    }

    private void member(String user, String region, String charge, Money fee) {
        functions.member(new UserId(user), region, new ChargeId(charge), fee);
    }

    private static Map<String, Object> ofAllGroups(Map<String, Object> call) {
        return with(call, "allGroups", true);
    }

    private static Map<String, Object> with(Map<String, Object> call, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(call);
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> resolution(String user, String charge) {
        return Map.of("userId", user, "chargeId", charge, "by", "Ada", "note", "paid by hand");
    }
}
