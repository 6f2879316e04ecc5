package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.aws.dynamodb.DynamoArchiveStore;
import sundown.aws.dynamodb.DynamoQuotaStore;
import sundown.aws.dynamodb.DynamoTransferStore;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Endpoints;
import sundown.transfer.QuotaRules;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore;

/** What a write comes to that was made although its answer never arrived, so that the SDK makes it again. */
@ExtendWith(EmulatorsExtension.class)
class LostAnswersTest {
    private final UserId user = new UserId("someone");
    private final LosingHttpClient network = new LosingHttpClient();
    private final DynamoDbClient client;
    private final TransferStore store;
    private final ArchiveStore archives;
    private final RequestQuota quota;

    LostAnswersTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        client = DynamoDbClient.builder()
                .httpClient(network)
                .endpointOverride(emulators.endpoints().address())
                .region(Region.of(Endpoints.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
        store = new DynamoTransferStore(client, stack.name("TRANSFERS_TABLE"), Clock.systemUTC(), new Random(1));
        archives = new DynamoArchiveStore(client, stack.name("ARCHIVES_TABLE"), Clock.systemUTC(), new Random(1));
        quota = new RequestQuota(
                new DynamoQuotaStore(client, stack.name("QUOTAS_TABLE")),
                () -> new QuotaRules.Limits(10, 1_000, 1_000, true, 10, ZoneId.of("America/Los_Angeles")));
    }

    @AfterEach
    void close() {
        client.close();
        network.close();
    }

    @Test
    void aFirstSaveCounts() {
        network.loseNext(2);
        assertThat(store.save(SampleTransfers.fresh(user)))
                .contains(SampleTransfers.fresh(user).saved());
        assertThat(store.find(user)).contains(SampleTransfers.fresh(user).saved());
    }

    @Test
    void aLaterSaveCounts() {
        Transfer read = store.save(SampleTransfers.fresh(user)).orElseThrow();
        network.loseNext(1);
        assertThat(store.save(read)).contains(read.saved());
    }

    @Test
    void aSaveThatCameTooLateDoesNotCount() {
        Transfer read = store.save(SampleTransfers.fresh(user)).orElseThrow();
        Transfer changed = store.save(read.withState(new TransferState.Stopped(SampleTransfers.NOW)))
                .orElseThrow();
        network.loseNext(1);
        assertThat(store.save(read)).isEmpty();
        assertThat(store.find(user)).contains(changed);
    }

    @Test
    void aSaveOfAVolumeCounts() {
        Volume volume = SampleArchives.volume(SampleArchives.fresh(user), 1);
        network.loseNext(1);
        Volume read = archives.save(volume).orElseThrow();
        network.loseNext(1);
        assertThat(archives.save(read)).contains(read.saved());
    }

    @Test
    void aDrawMayCountTwiceButNeverPassesTheLimit() {
        long granted = IntStream.range(0, 20).filter(time -> drawnWithLoss()).count();
        assertThat(granted).isBetween(5L, 10L);
    }

    private boolean drawnWithLoss() {
        network.loseNext(1);
        return quota.draw(user, new QuotaStore.Requests(1, 0), 0, SampleTransfers.NOW)
                .isEmpty();
    }

    /** A network that delivers every request and loses the next so many answers. */
    public static final class LosingHttpClient implements SdkHttpClient {
        private final SdkHttpClient network = UrlConnectionHttpClient.create();
        private final AtomicInteger toLose = new AtomicInteger();

        public void loseNext(int answers) {
            toLose.set(answers);
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest delivered = network.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    HttpExecuteResponse answer = delivered.call();
                    if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IOException("the answer was lost");
                    }
                    return answer;
                }

                @Override
                public void abort() {
                    delivered.abort();
                }
            };
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
