package sundown.local.demo.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.demo.app.TransferStatus.ListedFailure;
import sundown.local.demo.app.TransferStatus.ListedItem;
import sundown.local.http.Request;

/**
 * The app of a signed-in user: it calls Sundown's API over HTTP with an access token.
 *
 * @param api the API's address, without a slash at the end
 * @param accessToken gives a token that is valid now
 */
public record App(HttpClient http, URI api, Supplier<String> accessToken) {
    /** What the app says about the phone that it runs on. */
    public static final Map<String, Object> DEVICE =
            Map.of("model", "Sample One", "androidVersion", 13, "carrier", "Any");

    /** What an answer must have may not be absent; what the app does not use is ignored. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    static final int MOST = 4;

    private static final int BUSY = 503;
    private static final long USUAL_SECONDS = 2;
    private static final long MOST_SECONDS = 30;

    public JsonNode notice(String region) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api.resolve("/notice?region=" + region)));
    }

    public JsonNode start(AuthorizationCode code) throws IOException, InterruptedException {
        return send(signedIn("/transfers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(startBody(code))));
    }

    /** Starts a transfer that leaves private items out. */
    public static String startBody(AuthorizationCode code) {
        return JSON.createObjectNode()
                .put("authorizationCode", code.code())
                .put("codeVerifier", code.verifier())
                .put("redirectUri", code.redirectUri())
                .put("movePrivate", false)
                .set("device", JSON.valueToTree(DEVICE))
                .toString();
    }

    public JsonNode everything() throws IOException, InterruptedException {
        return send(signedIn("/me"));
    }

    public TransferStatus status() throws IOException, InterruptedException {
        return read(everything().required("transfer"), TransferStatus.class);
    }

    public RefundStatus refund() throws IOException, InterruptedException {
        return read(everything().required("refund"), RefundStatus.class);
    }

    public JsonNode receipt() throws IOException, InterruptedException {
        return send(signedIn("/receipt"));
    }

    public List<ListedFailure> failures() throws IOException, InterruptedException {
        return all("?state=failed", ListedFailure[].class);
    }

    /** What became of each item. */
    public List<ListedItem> items() throws IOException, InterruptedException {
        return all("", ListedItem[].class);
    }

    private <T> List<T> all(String query, Class<T[]> type) throws IOException, InterruptedException {
        List<T> all = new ArrayList<>();
        String page = query;
        String next;
        do {
            JsonNode answer = send(signedIn("/transfers/current/items" + page));
            all.addAll(List.of(read(answer.required("items"), type)));
            next = answer.path("next").asText("");
            page = "?" + Request.encoded(Map.of("after", next));
        } while (!next.isEmpty());
        return all;
    }

    public ArchiveStatus requestArchive(int volumeGigabytes) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("volumeGigabytes", volumeGigabytes));
        return read(send(signedIn("/archives").POST(BodyPublishers.ofString(body))), ArchiveStatus.class);
    }

    public ArchiveStatus archive() throws IOException, InterruptedException {
        return read(send(signedIn("/archives/current")), ArchiveStatus.class);
    }

    public ArchiveStatus confirm(ArchiveStatus.Volume volume) throws IOException, InterruptedException {
        String path = "/archives/current/volumes/" + volume.number() + "/downloaded";
        return read(send(signedIn(path).POST(BodyPublishers.noBody())), ArchiveStatus.class);
    }

    /** Downloads a volume through its link, as a browser does: without a token. */
    public void download(ArchiveStatus.Volume volume, Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(volume.link()).build();
        HttpResponse<Path> answer = http.send(request, BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) {
            throw new IOException("The link of " + volume.name() + " was answered with " + answer.statusCode());
        }
    }

    static <T> T read(JsonNode answer, Class<T> type) throws JsonProcessingException {
        return JSON.treeToValue(answer, type);
    }

    private HttpRequest.Builder signedIn(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + accessToken.get());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest sent = request.timeout(LONGEST_ANSWER).build();
        HttpResponse<String> answer = sendAgain(http, sent);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s was answered with %d: %s"
                    .formatted(sent.method(), sent.uri().getPath(), answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    /**
     * Where the last fee is, as {@code GET /me} reports it.
     *
     * @param state the stable name of the state
     * @param amount for people
     * @param date when it went back, or the latest date at which it will
     */
    public record RefundStatus(String state, Optional<String> amount, Optional<Instant> date, String code) {

        public boolean refunded() {
            return state.equals("refunded");
        }
    }

    /** The last answer: busy still, if all of them are. */
    public static HttpResponse<String> sendAgain(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        for (int again = 0; again < MOST && answer.statusCode() == BUSY; again++) {
            Thread.sleep(wait(answer));
            answer = http.send(request, BodyHandlers.ofString());
        }
        return answer;
    }

    private static Duration wait(HttpResponse<?> answer) {
        return Duration.ofSeconds(
                Math.min(answer.headers().firstValueAsLong("Retry-After").orElse(USUAL_SECONDS), MOST_SECONDS));
    }
}
