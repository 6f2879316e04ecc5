package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.aws.StubClient;
import sundown.contract.RefundLedgerContract;
import sundown.contract.SampleRefunds;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState.StateName;

@OnAnyCloud
class DynamoRefundLedgerTest extends RefundLedgerContract {
    private final AwsStack stack;
    private final RefundLedger ledger;

    DynamoRefundLedgerTest(AwsStack stack) {
        this.stack = stack;
        ledger = over(stack.dynamoDb);
    }

    private RefundLedger over(DynamoDbClient client) {
        return new DynamoRefundLedger(client, stack.name("REFUNDS_TABLE"), new Random(1));
    }

    @Override
    protected RefundLedger ledger() {
        return ledger;
    }

    /** A state may have a million rows, and what a query reads has its price and takes its time. */
    @Test
    void readsNoMoreOfAStateThanThePageThatIsAskedFor() {
        Stream.generate(SampleRefunds::fresh)
                .filter(refund -> LedgerRows.shard(refund.charge().value()) == 0)
                .limit(20)
                .forEach(ledger::open);
        CountedReads reads = new CountedReads(stack.clients().dynamoDb());

        assertThat(over(reads).listInState(StateName.INTENT, Optional.empty(), 4))
                .hasSize(4);

        assertThat(reads.rows).isEqualTo(4);
    }

    /** The client of a table, which counts what queries read. */
    private static final class CountedReads implements DynamoDbClient, StubClient {
        private final DynamoDbClient real;
        private int rows;

        CountedReads(DynamoDbClient real) {
            this.real = real;
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            QueryResponse response = real.query(request);
            rows += response.scannedCount();
            return response;
        }
    }
}
