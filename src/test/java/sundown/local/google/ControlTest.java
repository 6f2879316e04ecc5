package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Metrics;

class ControlTest {
    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    @Test
    void countsWhatItSees() throws Exception {
        String token = fixture.accessToken(ANA);
        fixture.create(token, fixture.upload(token, Photos.jpeg(1)), fixture.upload(token, Photos.jpeg(2)));

        Metrics metrics = fixture.google.metrics();

        assertThat(metrics.of(Call.TOKEN)).isEqualTo(1);
        assertThat(metrics.of(Call.UPLOAD)).isEqualTo(2);
        assertThat(metrics.of(Call.BATCH_CREATE)).isEqualTo(1);
        assertThat(metrics.libraryRequests()).isEqualTo(3);
        assertThat(metrics.batchSizes()).containsExactly(2);
        assertThat(metrics.meanBatchSize()).isEqualTo(2);
        assertThat(metrics.mostConcurrentBatchCreates()).isEqualTo(1);
        assertThat(metrics.bytesReceived()).isEqualTo(2000);
        assertThat(metrics.busiestMinute()).isEqualTo(3);
    }

    @Test
    void showsMetricsAndHoldingsOverHttp() throws Exception {
        String token = fixture.accessToken(ANA);
        fixture.create(token, fixture.upload(token, Photos.jpeg(1)));

        JsonNode metrics = fixture.send(fixture.request("/standin/metrics")).json();
        JsonNode holdings = fixture.send(fixture.request("/standin/holdings?account=" + ANA))
                .json();

        assertThat(metrics.path("requests").path("UPLOAD").asInt()).isEqualTo(1);
        assertThat(holdings.path(0).path("bytes").asInt()).isEqualTo(1000);
        assertThat(holdings.path(0).path("sha256").asText()).hasSize(64);
    }

    @Test
    void revokesConsentAndAddsStorageOverHttp() throws Exception {
        String token = fixture.accessToken(ANA);
        long limit = fixture.google.account(ANA).storage().limit().getAsLong();

        post("/standin/storage?account=" + ANA + "&bytes=100");
        post("/standin/revoke?account=" + ANA);

        assertThat(fixture.google.account(ANA).storage().limit()).hasValue(limit + 100);
        assertThat(fixture.get("/v1/userinfo", token).status()).isEqualTo(401);
        assertThat(post("/standin/revoke?account=nobody@example.com")).isEqualTo(404);
    }

    private int post(String path) throws Exception {
        return fixture.send(fixture.request(path).POST(BodyPublishers.noBody())).status();
    }
}
