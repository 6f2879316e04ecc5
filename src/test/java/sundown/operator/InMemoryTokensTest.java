package sundown.operator;

import java.util.Map;
import sundown.contract.TokenVerifierContract;

class InMemoryTokensTest extends TokenVerifierContract {
    @Override
    protected TokenVerifier verifier() {
        return new InMemoryTokens(CLOCK);
    }

    @Override
    protected String issuer() {
        return SampleOperators.ISSUER;
    }

    @Override
    protected String signed(Map<String, Object> claims) {
        return InMemoryTokens.sign(claims);
    }

    @Override
    protected String forged(Map<String, Object> claims) {
        return InMemoryTokens.forge(claims);
    }
}
