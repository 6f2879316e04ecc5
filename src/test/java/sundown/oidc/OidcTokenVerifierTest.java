package sundown.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.contract.TokenVerifierContract;
import sundown.edge.Json;
import sundown.failure.RetryableFailure;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.identity.SigningKey;
import sundown.operator.SampleOperators;
import sundown.operator.TokenVerifier;
import sundown.runtime.ManualClock;

class OidcTokenVerifierTest extends TokenVerifierContract {
    private static final SigningKey KEY = SigningKey.named("key-1");
    private static final SigningKey OTHER = SigningKey.forged("key-1");

    private final LoopbackServer server = LoopbackServer.bind(0);
    private final ManualClock clock = new ManualClock(NOW);
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<String, Object> configuration = new HashMap<>();
    private Map<String, Object> published = KEY.publicKeySet();
    private int status = 200;
    private IssuerKeys keys;
    private TokenVerifier verifier;

    @BeforeEach
    void publish() {
        server.serve(this::answer);
        configuration.putAll(Map.of("issuer", issuer(), "jwks_uri", issuer() + "/keys"));
        keys = new IssuerKeys(issuer(), clock);
        verifier = new OidcTokenVerifier(keys, issuer(), SampleOperators.AUDIENCE, clock);
    }

    @AfterEach
    void close() {
        keys.close();
        server.close();
    }

    private Reply answer(Request request) {
        if (request.path().equals("/keys")) {
            reads.incrementAndGet();
            return Reply.json(status, published);
        }
        return Reply.json(200, configuration);
    }

    @Override
    protected TokenVerifier verifier() {
        return verifier;
    }

    @Override
    protected String issuer() {
        return server.address().toString();
    }

    @Override
    protected String signed(Map<String, Object> claims) {
        return KEY.sign(claims);
    }

    @Override
    protected String forged(Map<String, Object> claims) {
        return OTHER.sign(claims);
    }

    @Test
    void takesNoTokenWithoutASignatureOfAKindThatItKnows() {
        String token = signed(claims());
        String[] parts = token.split("\\.", -1);
        assertThat(verifier.claims(SigningKey.leaveUnsigned(claims()))).isEmpty();
        for (String header : List.of(
                "{\"alg\": \"none\", \"kid\": \"key-1\"}",
                "{\"alg\": \"HS256\", \"kid\": \"key-1\"}",
                "{\"alg\": \"RS512\", \"kid\": \"key-1\"}",
                "{\"alg\": \"RS256\"}",
                "{\"alg\": \"RS256\", \"kid\": \"key-1\", \"crit\": [\"exp\"]}",
                "[]")) {
            assertThat(verifier.claims(encoded(header) + "." + parts[1] + "." + parts[2]))
                    .isEmpty();
        }
        assertThat(verifier.claims(parts[0] + "." + encoded(Json.write(with("sub", "op-Grace"))) + "." + parts[2]))
                .isEmpty();
        assertThat(verifier.claims(parts[0] + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void takesAnyOfSeveralAudiencesAndAClientInPlaceOfNone() {
        assertThat(verifier.claims(signed(with("aud", List.of("other", SampleOperators.AUDIENCE)))))
                .isPresent();
        assertThat(verifier.claims(signed(with("aud", List.of("other"))))).isEmpty();
        Map<String, Object> ofCognito = with("client_id", SampleOperators.AUDIENCE);
        ofCognito.remove("aud");
        assertThat(verifier.claims(signed(ofCognito))).isPresent();
        assertThat(verifier.claims(signed(withAlso(ofCognito, "aud", "other")))).isEmpty();
    }

    private static Map<String, Object> withAlso(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> more = new HashMap<>(claims);
        more.put(name, value);
        return more;
    }

    @Test
    void takesNoTokenOfTheFutureAndNoneWithoutAnEnd() {
        long late = NOW.plus(Duration.ofMinutes(2)).getEpochSecond();
        assertThat(verifier.claims(signed(with("nbf", late)))).isEmpty();
        assertThat(verifier.claims(signed(with("iat", late)))).isEmpty();
        assertThat(verifier.claims(signed(with("nbf", NOW.getEpochSecond() + 30))))
                .isPresent();
        Map<String, Object> endless = claims();
        endless.remove("exp");
        assertThat(verifier.claims(signed(endless))).isEmpty();
    }

    @Test
    void readsTheKeysOnceInTenMinutesAndForAKeyThatIsNew() {
        assertThat(verifier.claims(signed(claims()))).isPresent();
        assertThat(verifier.claims(signed(claims()))).isPresent();
        assertThat(verifier.claims(SigningKey.named("key-2").sign(claims()))).isEmpty();
        assertThat(reads).hasValue(1);

        published = SigningKey.named("key-2").publicKeySet();
        clock.advance(Duration.ofSeconds(61));
        assertThat(verifier.claims(SigningKey.named("key-2").sign(claims()))).isPresent();
        assertThat(verifier.claims(signed(claims()))).isEmpty();
        assertThat(reads).hasValue(2);

        clock.advance(Duration.ofMinutes(11));
        published = Map.of("keys", List.of());
        assertThat(verifier.claims(SigningKey.named("key-2").sign(claims()))).isEmpty();
        assertThat(reads).hasValue(3);
    }

    @Test
    void failsWhereTheKeysCannotBeRead() {
        status = 500;
        assertThatThrownBy(() -> verifier.claims(signed(claims()))).isInstanceOf(RetryableFailure.class);
        status = 200;
        configuration.put("issuer", "https://identity.example.com");
        assertThatThrownBy(() -> verifier.claims(signed(claims()))).isInstanceOf(RetryableFailure.class);
        configuration.put("issuer", issuer());
        configuration.put("jwks_uri", "http://identity.example.com/keys");
        assertThatThrownBy(() -> verifier.claims(signed(claims()))).isInstanceOf(RetryableFailure.class);
        configuration.put("jwks_uri", issuer() + "/no address");
        assertThatThrownBy(() -> verifier.claims(signed(claims()))).isInstanceOf(RetryableFailure.class);
        configuration.put("jwks_uri", issuer() + "/keys");
        assertThat(verifier.claims(signed(claims()))).isPresent();
    }

    /** Nobody need ask the issuer for a token that is not for us. */
    @Test
    void asksNobodyAboutATokenForOthers() {
        assertThat(verifier.claims(signed(with("aud", "sundown-app")))).isEmpty();
        assertThat(reads).hasValue(0);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
