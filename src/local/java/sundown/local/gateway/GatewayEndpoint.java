package sundown.local.gateway;

import java.util.Optional;
import sundown.local.http.Reply;

/** What a gateway serves besides the routes of its API. */
interface GatewayEndpoint {
    /** Answers a request that is for this endpoint; empty for any other request. */
    Optional<Reply> answer(GatewayRequest request);
}
