package sundown.local.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sundown.local.lambda.FunctionHost;
import sundown.local.template.Page;

/**
 * How a deployment runs on one machine.
 *
 * @param host where the functions run
 * @param port the HTTP API's port, or 0 for any free one
 * @param issuer the issuer of the tokens that the HTTP API takes
 * @param audience the audiences of tokens; a token needs one of them
 * @param mostInstances the most instances of each function; a call beyond waits
 * @param redeliverAfter how long a failed queue message waits, in whole seconds
 * @param page the page for users, if there is one
 * @param console the page for operators, if there is one
 * @param pace how often to call what is scheduled every minute; rarer schedules keep their rates
 */
public record GatewaySettings(
        FunctionHost host,
        int port,
        URI issuer,
        Set<String> audience,
        int mostInstances,
        Duration redeliverAfter,
        Optional<Page> page,
        Optional<Page> console,
        Optional<Pace> pace) {

    /**
     * A pace of its own for what AWS calls every minute.
     *
     * @param period from one call to the next
     * @param waits true while the work of the last call waits: the next call is skipped then
     */
    public record Pace(Duration period, BooleanSupplier waits) {}
}
