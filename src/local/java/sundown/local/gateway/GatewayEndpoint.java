package sundown.local.gateway;

import java.util.Optional;

/** What a gateway serves besides the routes of its API. */
interface GatewayEndpoint {
    /** Answers a request that is for this endpoint; empty for any other request. */
    Optional<GatewayResponse> answer(GatewayRequest request);
}
