package sundown.local.gateway;

import java.security.PublicKey;
import java.util.Optional;

/** The keys with which an issuer signs its tokens. */
@FunctionalInterface
interface SigningKeys {

    /** The key of this identifier, the {@code kid} of a token's header. */
    Optional<PublicKey> find(String keyId);
}
