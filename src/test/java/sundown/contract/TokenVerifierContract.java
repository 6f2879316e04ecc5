package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.operator.Access.Role;
import sundown.operator.SampleOperators;
import sundown.operator.TokenVerifier;

/** What {@link TokenVerifier} promises. */
public abstract class TokenVerifierContract {
    protected static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** For the audience {@link SampleOperators#AUDIENCE}. */
    protected abstract TokenVerifier verifier();

    /** The issuer of the tokens that it takes. */
    protected abstract String issuer();

    protected abstract String signed(Map<String, Object> claims);

    protected abstract String forged(Map<String, Object> claims);

    @Test
    void givesTheClaimsOfAToken() {
        JsonNode claims = verifier().claims(signed(claims())).orElseThrow();
        assertThat(claims.path("sub").textValue()).isEqualTo("op-Ada");
        assertThat(claims.path("auth_time").longValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.path("roles")).hasSize(Role.values().length);
    }

    @Test
    void givesNothingOfAForgedToken() {
        assertThat(verifier().claims(forged(claims()))).isEmpty();
    }

    @Test
    void givesNothingOfATokenOfAnotherIssuerOrForAnotherAudience() {
        assertThat(verifier().claims(signed(with("iss", issuer() + "/other")))).isEmpty();
        assertThat(verifier().claims(signed(with("aud", "sundown-app")))).isEmpty();
    }

    @Test
    void givesNothingOfATokenThatIsOver() {
        assertThat(verifier().claims(signed(with("exp", NOW.getEpochSecond())))).isEmpty();
        assertThat(verifier()
                        .claims(signed(
                                with("exp", NOW.plus(Duration.ofSeconds(1)).getEpochSecond()))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "no token", "a.b", "a.b.c.d", "\u0000.\u0000.\u0000", "e30.e30.e30", "W10.W10.AA"
            })
    void givesNothingOfWhatIsNoToken(String token) {
        assertThat(verifier().claims(token)).isEqualTo(Optional.empty());
    }

    protected Map<String, Object> claims() {
        Map<String, Object> claims =
                new HashMap<>(SampleOperators.claims(SampleOperators.named("Ada"), EnumSet.allOf(Role.class), NOW));
        claims.put("iss", issuer());
        return claims;
    }

    protected Map<String, Object> with(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }
}
