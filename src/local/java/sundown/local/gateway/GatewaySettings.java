package sundown.local.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
 * @param schedulePeriod how often to call what is scheduled every minute; rarer schedules keep their rates
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
        Optional<Duration> schedulePeriod) {

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
        return new GatewaySettings(
                host, given, issuer, audience, mostInstances, redeliverAfter, page, console, schedulePeriod);
    }

    /** The same with another bound on the instances of a function. */
    public GatewaySettings withMostInstances(int most) {
        return new GatewaySettings(host, port, issuer, audience, most, redeliverAfter, page, console, schedulePeriod);
    }

    /** The same with another wait for failed messages. */
    public GatewaySettings withRedeliverAfter(Duration delay) {
        return new GatewaySettings(host, port, issuer, audience, mostInstances, delay, page, console, schedulePeriod);
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
                schedulePeriod);
    }

    /** The same with another period for what is scheduled every minute. */
    public GatewaySettings withSchedulePeriod(Duration period) {
        return new GatewaySettings(
                host, port, issuer, audience, mostInstances, redeliverAfter, page, console, Optional.of(period));
    }
}
