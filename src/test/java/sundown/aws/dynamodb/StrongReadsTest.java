package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import sundown.account.Membership.ChargeId;
import sundown.account.UserId;
import sundown.aws.StubClient;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * What a deletion, a payment or a stop depends on is read strongly. The emulator answers no weak read late, so the
 * requests must tell.
 */
class StrongReadsTest {
    private static final GroupId GROUP = new GroupId("1");
    private static final UserId USER = new UserId("user");
    private static final PlanId PLAN = new PlanId("0123456789abcdef0123456789abcdef");

    static Stream<Arguments> reads() {
        return Stream.of(
                read("account", client -> new DynamoAccountStore(client, "accounts").find(USER)),
                read("approvals", client -> new DynamoApprovalStore(client, "groups", random()).find(GROUP)),
                read("changes of holds", client -> new DynamoHoldStore(client, "holds", "groups").changes(GROUP)),
                read("closing", client -> new DynamoClosingStore(client, "groups", random()).find(GROUP)),
                read(
                        "deletion",
                        client -> new DynamoDeletionRecords(client, "deletions").find(GROUP, PLAN, new Place(3, USER))),
                read(
                        "deletions",
                        client -> new DynamoDeletionRecords(client, "deletions")
                                .list(GROUP, PLAN, 3)
                                .toList()),
                read("hold", client -> new DynamoHoldStore(client, "holds", "groups").find(USER)),
                read("kill switch", client -> new DynamoKillSwitch(client, "groups").position()),
                read("limits", client -> new DynamoLimitStore(client, "groups", Clock.systemUTC()).latest()),
                read("receipt", client -> new DynamoReceiptStore(client, "receipts", 1).find(USER)),
                read("plan", client -> new DynamoPlanStore(client, "groups").latest(GROUP)),
                read("purge", client -> new DynamoPurgeStore(client, "groups", random()).find(GROUP)),
                read("refund", client -> new DynamoRefundLedger(client, "refunds", random()).find(new ChargeId("ch"))),
                read(
                        "rows of a user",
                        client -> new DynamoUserRows(client, "items", "transfers", "archives").any(USER)),
                read("timeline", client -> new DynamoTimelineStore(client, "groups", Clock.systemUTC()).replaced(1)),
                read(
                        "transfer",
                        client ->
                                new DynamoTransferStore(client, "transfers", Clock.systemUTC(), random()).find(USER)));
    }

    private static Arguments read(String what, Function<DynamoDbClient, Object> read) {
        return arguments(what, read);
    }

    private static Random random() {
        return new Random(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void readsStrongly(String what, Function<DynamoDbClient, Object> read) {
        EmptyTables tables = new EmptyTables();
        Object unused = read.apply(tables);
        assertThat(tables.strong).isNotEmpty().containsOnly(true);
    }

    /** Tables without rows; notes of each read whether it is strong. */
    private static final class EmptyTables implements DynamoDbClient, StubClient {
        private final List<Boolean> strong = new ArrayList<>();

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            strong.add(Boolean.TRUE.equals(request.consistentRead()));
            return GetItemResponse.builder().build();
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            strong.add(Boolean.TRUE.equals(request.consistentRead()));
            return QueryResponse.builder().count(0).items(List.of()).build();
        }
    }
}
