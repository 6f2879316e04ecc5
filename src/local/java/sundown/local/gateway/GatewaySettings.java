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

    /** The settings that fit a developer's machine: any free port, two instances, retries after two seconds. */
    public static GatewaySettings of(FunctionHost host, URI issuer, Set<String> audience) {
        return new GatewaySettings(
                host,
                0,
                issuer,
                audience,
                2,
                Duration.ofSeconds(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same on a given port. */
    public GatewaySettings withPort(int given) {
        return new GatewaySettings(host, given, issuer, audience, mostInstances, redeliverAfter, page, console, pace);
    }

    /** The same with another bound on the instances of a function. */
    public GatewaySettings withMostInstances(int most) {
        return new GatewaySettings(host, port, issuer, audience, most, redeliverAfter, page, console, pace);
    }

    /** The same with another wait for failed messages. */
    public GatewaySettings withRedeliverAfter(Duration delay) {
        return new GatewaySettings(host, port, issuer, audience, mostInstances, delay, page, console, pace);
    }

    /** The same with the pages for users and for operators. */
    public GatewaySettings withPages(Page forUsers, Page forOperators) {
        return new GatewaySettings(
                host,
                port,
                issuer,
                audience,
                mostInstances,
                redeliverAfter,
                Optional.of(forUsers),
                Optional.of(forOperators),
                pace);
    }

    /** The same with another pace for what is scheduled every minute. */
    public GatewaySettings withPace(Pace other) {
        return new GatewaySettings(
                host, port, issuer, audience, mostInstances, redeliverAfter, page, console, Optional.of(other));
    }
}
