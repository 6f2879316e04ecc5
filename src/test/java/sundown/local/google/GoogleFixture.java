package sundown.local.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc.PhotosLibraryBlockingStub;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import sundown.local.google.account.AccountSettings;
import sundown.local.google.oauth.Client;
import sundown.local.google.oauth.CodeChallenge;
import sundown.local.google.oauth.Scopes;
import sundown.runtime.ManualClock;

/** A stand-in with Ana's and Ben's accounts, and a client that speaks the bare protocols to it. */
final class GoogleFixture implements AutoCloseable {
    static final String ANA = "ana@example.com";
    static final String BEN = "ben@example.com";
    static final String REDIRECT = "https://app.example.com/done";
    static final Client CLIENT = new Client("client-1", "secret-1", Set.of(REDIRECT));
    static final Set<String> SCOPES =
            Set.of("openid", "email", Scopes.PHOTOS_APPEND, Scopes.PHOTOS_READ_CREATED, Scopes.DRIVE_APPDATA);

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-in-length";
    private static final JsonMapper JSON = new JsonMapper();

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
    final StandInGoogle google;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ManagedChannel> channels = new ArrayList<>();

    GoogleFixture() {
        this(settings -> settings);
    }

    GoogleFixture(UnaryOperator<StandInGoogleSettings> changed) {
        StandInGoogleSettings settings =
                StandInGoogleSettings.of(CLIENT, AccountSettings.of(ANA), AccountSettings.of(BEN));
        try {
            google = StandInGoogle.start(changed.apply(settings), clock);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static GoogleFixture withRules(UnaryOperator<GoogleRules> changed) {
        return new GoogleFixture(settings -> settings.with(changed.apply(settings.rules())));
    }

    /** An answer over HTTP. */
    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response);
    }

    HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(google.httpUri() + pathAndQuery));
    }

    HttpRequest.Builder request(String pathAndQuery, String accessToken) {
        return request(pathAndQuery).header("Authorization", "Bearer " + accessToken);
    }

    Answer get(String pathAndQuery, String accessToken) throws IOException, InterruptedException {
        return send(request(pathAndQuery, accessToken));
    }

    Answer postJson(String path, String accessToken, Object body) throws IOException, InterruptedException {
        return send(request(path, accessToken).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer postForm(String path, Map<String, String> form) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The answer of the token endpoint to a code of this user. */
    Answer tokens(String email, Set<String> scopes) throws IOException, InterruptedException {
        String code = google.authorize(
                email,
                CLIENT.id(),
                REDIRECT,
                scopes,
                Optional.of(CodeChallenge.s256(VERIFIER).value()));
        return postForm("/token", exchange(code, VERIFIER));
    }

    static Map<String, String> exchange(String code, String verifier) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                CLIENT.id(),
                "client_secret",
                CLIENT.secret(),
                "redirect_uri",
                REDIRECT,
                "code",
                code,
                "code_verifier",
                verifier);
    }

    Answer refresh(String refreshToken) throws IOException, InterruptedException {
        return postForm(
                "/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        CLIENT.id(),
                        "client_secret",
                        CLIENT.secret(),
                        "refresh_token",
                        refreshToken));
    }

    String accessToken(String email) throws IOException, InterruptedException {
        return accessToken(email, SCOPES);
    }

    String accessToken(String email, Set<String> scopes) throws IOException, InterruptedException {
        return tokens(email, scopes).json().path("access_token").asText();
    }

    HttpRequest.Builder rawUpload(String accessToken, String mime, byte[] bytes) {
        return request("/v1/uploads", accessToken)
                .header("Content-Type", "application/octet-stream")
                .header("X-Goog-Upload-Content-Type", mime)
                .header("X-Goog-Upload-Protocol", "raw")
                .POST(BodyPublishers.ofByteArray(bytes));
    }

    /** The upload token of bytes that are sent raw as a photo. */
    String upload(String accessToken, byte[] bytes) throws IOException, InterruptedException {
        Answer answer = send(rawUpload(accessToken, "image/jpeg", bytes));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text());
        }
        return answer.text();
    }

    static Map<String, Object> batch(String... uploadTokens) {
        List<Object> items = new ArrayList<>();
        for (String token : uploadTokens) {
            items.add(Map.of(
                    "simpleMediaItem", Map.of("uploadToken", token, "fileName", "IMG_" + items.size() + ".jpg")));
        }
        return Map.of("newMediaItems", items);
    }

    Answer create(String accessToken, String... uploadTokens) throws IOException, InterruptedException {
        return postJson("/v1/mediaItems:batchCreate", accessToken, batch(uploadTokens));
    }

    PhotosLibraryBlockingStub grpc(String accessToken) {
        ManagedChannel channel = OkHttpChannelBuilder.forAddress(
                        google.grpcUri().getHost(), google.grpcUri().getPort(), InsecureChannelCredentials.create())
                .build();
        channels.add(channel);
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + accessToken);
        return PhotosLibraryGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        http.shutdownNow();
        google.close();
    }
}
