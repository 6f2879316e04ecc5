package sundown.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Verifies tokens of the operators' sign-in. */
public interface TokenVerifier {
    /**
     * The claims of a token, which the issuer signed for this API and which is valid now; nothing for any other text.
     *
     * @throws sundown.failure.RetryableFailure when the issuer's keys cannot be read
     */
    Optional<JsonNode> claims(String token);
}
