package sundown.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.readiness.PublicDocuments.Answer;

class HttpPublicDocumentsTest {
    private final HttpPublicDocuments documents = new HttpPublicDocuments();

    @Test
    void readsADocumentAsFarAsItIsNeeded() {
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            server.serve(request -> request.path().equals("/short")
                    ? Reply.text(200, "application/json", "{}")
                    : Reply.text(404, "text/plain", "x".repeat(100_000)));
            assertThat(documents.get(server.address().resolve("/short"))).isEqualTo(new Answer(200, "{}"));
            Answer missing = documents.get(server.address().resolve("/long"));
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.text()).hasSize(64 << 10);
        }
    }

    @Test
    void failsWhereNobodyAnswers() {
        URI gone;
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            server.serve(request -> Reply.text(200, "text/plain", ""));
            gone = server.address();
        }
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> documents.get(gone))
                .withMessage("no answer from 127.0.0.1");
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> documents.get(URI.create("/keys")));
    }
}
