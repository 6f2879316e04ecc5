package sundown.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who calls a function. */
public sealed interface Caller {
    /**
     * Somebody with a token.
     *
     * @param signedInAt when they proved last who they are, if the token tells
     * @param factors by which methods they did (amr, RFC 8176)
     */
    record SignedIn(Operator operator, Set<Role> roles, Optional<Instant> signedInAt, Set<String> factors)
            implements Caller {
        public SignedIn {
            roles = Set.copyOf(roles);
            factors = Set.copyOf(factors);
        }
    }

    /**
     * Somebody who invoked the function with IAM.
     *
     * @param operator by the name that they give; only the trail knows who they are
     */
    record BreakGlass(Operator operator) implements Caller {}

    /** A caller without a valid token. */
    record Nobody() implements Caller {
        @Override
        public Operator operator() {
            return Operator.unproven("-");
        }
    }

    /** The operator by the token, or by the name that the call gives. */
    Operator operator();

    /** What they may do here. */
    default Set<Role> roles() {
        return Set.of();
    }
}
