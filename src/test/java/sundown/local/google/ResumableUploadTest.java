package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sundown.local.google.GoogleFixture.ANA;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.fault.Fault;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Effect;

class ResumableUploadTest {
    private static final int GRANULE = 262_144;
    private static final byte[] VIDEO = Photos.mp4(7, 3 * GRANULE + 1234);

    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    private String accessToken;

    @BeforeEach
    void signIn() throws Exception {
        accessToken = fixture.accessToken(ANA);
    }

    @Test
    void needsNoAccessTokenOnceTheSessionIsOpen() throws Exception {
        URI session = start(VIDEO.length);
        fixture.google.account(ANA).revokeConsent();

        assertThat(send(session, "upload, finalize", 0, 0, VIDEO.length).status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheWholeGranulesOfAChunkThatBroke() throws Exception {
        URI session = start(VIDEO.length);
        fixture.google.faults().add(Fault.next(Call.UPLOAD_CHUNK, new Effect.BreakOff(GRANULE + 5000)));

        assertThatThrownBy(() -> send(session, "upload, finalize", 0, 0, VIDEO.length))
                .isInstanceOf(IOException.class);

        assertThat(query(session).header("X-Goog-Upload-Size-Received")).isEqualTo(String.valueOf(GRANULE));
        assertThat(send(session, "upload, finalize", GRANULE, GRANULE, VIDEO.length)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAChunkThatIsNoMultipleOfTheGranularity() throws Exception {
        assertThat(send(start(VIDEO.length), "upload", 0, 0, GRANULE + 1).status())
                .isEqualTo(400);
    }

    @Test
    void refusesToEndBeforeAllIsThere() throws Exception {
        assertThat(send(start(VIDEO.length), "upload, finalize", 0, 0, GRANULE).status())
                .isEqualTo(400);
    }

    @Test
    void tellsThatAnEndedUploadIsFinalButNotItsToken() throws Exception {
        URI session = start(VIDEO.length);
        send(session, "upload, finalize", 0, 0, VIDEO.length);

        Answer queried = query(session);

        assertThat(queried.header("X-Goog-Upload-Status")).isEqualTo("final");
        assertThat(queried.text()).isEmpty();
    }

    @Test
    void forgetsACancelledUpload() throws Exception {
        URI session = start(VIDEO.length);
        send(session, "upload", 0, 0, GRANULE);

        assertThat(command(session, "cancel").header("X-Goog-Upload-Status")).isEqualTo("cancelled");
        assertThat(send(session, "upload", GRANULE, GRANULE, 2 * GRANULE).status())
                .isEqualTo(400);
    }

    @Test
    void refusesAnOffsetThatIsNoNumber() throws Exception {
        Answer answer = fixture.send(HttpRequest.newBuilder(start(VIDEO.length))
                .header("X-Goog-Upload-Command", "upload")
                .header("X-Goog-Upload-Offset", "many")
                .POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAnEmptyFileAtItsStart() throws Exception {
        assertThat(startOf(0).status()).isEqualTo(400);
    }

    private URI start(int size) throws Exception {
        Answer answer = startOf(size);
        assertThat(answer.header("X-Goog-Upload-Chunk-Granularity")).isEqualTo(String.valueOf(GRANULE));
        return URI.create(answer.header("X-Goog-Upload-URL"));
    }

    private Answer startOf(int size) throws Exception {
        return fixture.send(fixture.request("/v1/uploads", accessToken)
                .header("X-Goog-Upload-Command", "start")
                .header("X-Goog-Upload-Content-Type", "video/mp4")
                .header("X-Goog-Upload-Protocol", "resumable")
                .header("X-Goog-Upload-Raw-Size", String.valueOf(size))
                .POST(BodyPublishers.noBody()));
    }

    private Answer send(URI session, String command, long offset, int from, int to) throws Exception {
        return fixture.send(HttpRequest.newBuilder(session)
                .header("X-Goog-Upload-Command", command)
                .header("X-Goog-Upload-Offset", String.valueOf(offset))
                .POST(BodyPublishers.ofByteArray(Arrays.copyOfRange(VIDEO, from, to))));
    }

    private Answer query(URI session) throws Exception {
        return command(session, "query");
    }

    private Answer command(URI session, String command) throws Exception {
        return fixture.send(HttpRequest.newBuilder(session)
                .header("X-Goog-Upload-Command", command)
                .POST(BodyPublishers.noBody()));
    }
}
