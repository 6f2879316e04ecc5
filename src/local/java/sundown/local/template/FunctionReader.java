package sundown.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.template.Deployment.Function;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Deployment.Schedule;
import sundown.local.template.Deployment.StreamSource;
import sundown.local.template.Deployment.Trigger;
import sundown.local.template.Template.InvalidTemplate;

/** Reads {@code AWS::Serverless::Function} merged with {@code Globals}. */
final class FunctionReader {
    private static final String EXPORT = "QUARKUS_FUNQY_EXPORT";

    /** Lambda counts them as JSON, and grants nobody more. */
    private static final int MOST_BYTES_OF_VARIABLES = 4_096;

    private final Template template;
    private final Resolver resolver;
    private final TriggerReader triggers;

    FunctionReader(Template template, Resolver resolver) {
        this.template = template;
        this.resolver = resolver;
        this.triggers = new TriggerReader(template, resolver);
    }

    Function read(Resource function) {
        Map<String, String> environment = environment(function);
        if (!environment.containsKey(EXPORT)) {
            throw new InvalidTemplate(function.logicalId(), "has no variable " + EXPORT);
        }
        Function read = new Function(
                function.logicalId(),
                resolver.text(function, "FunctionName"),
                environment.get(EXPORT),
                environment,
                Duration.ofSeconds(number(function, "Timeout")),
                number(function, "MemorySize"),
                resolver.optionalText(function, "ReservedConcurrentExecutions").map(Integer::parseInt),
                resolver.optionalText(function, "RecursiveLoop").equals(Optional.of("Allow")),
                triggers(function));
        if (read.bytesOfVariables() > MOST_BYTES_OF_VARIABLES) {
            throw new InvalidTemplate(
                    function.logicalId(),
                    "has %,d bytes of variables, and Lambda takes at most %,d"
                            .formatted(read.bytesOfVariables(), MOST_BYTES_OF_VARIABLES));
        }
        return read;
    }

    private Map<String, String> environment(Resource function) {
        Map<String, String> environment = new LinkedHashMap<>();
        Stream.of(template.functionDefaults(), function.properties())
                .flatMap(owner -> owner.find("Environment", "Variables").stream())
                .forEach(variables -> variables
                        .fields()
                        .forEach((name, value) -> environment.put(name, resolver.text(value, function.logicalId()))));
        return environment;
    }

    private int number(Resource function, String property) {
        Value value = function.find(property)
                .or(() -> template.functionDefaults().find(property))
                .orElseThrow(() -> new InvalidTemplate(function.logicalId(), "has no " + property));
        return Integer.parseInt(resolver.text(value, function.logicalId()));
    }

    /** A function without events is called by operators. */
    private List<Trigger> triggers(Resource function) {
        return function.find("Events").stream()
                .flatMap(events -> events.fields().entrySet().stream())
                .map(event -> triggers.read(function, event.getKey(), event.getValue()))
                .toList();
    }

    /** Reads the events of a SAM function: HTTP routes, queues, streams of tables, and schedules. */
    record TriggerReader(Template template, Resolver resolver) {
        private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

        /** The defaults of an event source mapping. */
        private static final int DEFAULT_BATCH_SIZE = 10;

        private static final int DEFAULT_STREAM_BATCH_SIZE = 100;

        /** An event has a type and properties like a resource, so it is read as one. */
        Trigger read(Resource function, String name, Value body) {
            Resource event = Resource.of(function.logicalId() + "." + name, body);
            return switch (event.type()) {
                case "HttpApi" -> route(event);
                case "SQS" -> queueSource(event);
                case "DynamoDB" -> streamSource(event);
                case "ScheduleV2" -> new Schedule(resolver.text(event, "Name"), rate(event));
                case String type ->
                    throw new InvalidTemplate(event.logicalId(), "the event " + type + " is not supported");
            };
        }

        /** The authorizer of the operators' API asks for no scope. */
        private Route route(Resource event) {
            List<String> scopes = scopes(event);
            return new Route(
                    resolver.text(event, "Method"),
                    resolver.text(event, "Path"),
                    scopes,
                    authorizer(event).filter(_ -> scopes.isEmpty()).map(name -> issuer(api(event), name)));
        }

        private Deployment.Issuer issuer(Resource api, String authorizer) {
            return new Deployment.Issuer(
                    resolver.text(api, "Auth", "Authorizers", authorizer, "JwtConfiguration", "issuer"),
                    resolver.texts(api, "Auth", "Authorizers", authorizer, "JwtConfiguration", "audience"));
        }

        private QueueSource queueSource(Resource event) {
            return new QueueSource(
                    resolver.queueName(event, "Queue"),
                    resolver.optionalText(event, "BatchSize")
                            .map(Integer::parseInt)
                            .orElse(DEFAULT_BATCH_SIZE),
                    resolver.optionalText(event, "ScalingConfig", "MaximumConcurrency")
                            .map(Integer::parseInt),
                    texts(event, event.find("FunctionResponseTypes")).anyMatch("ReportBatchItemFailures"::equals));
        }

        private StreamSource streamSource(Resource event) {
            if (!resolver.text(event, "StartingPosition").equals("TRIM_HORIZON")) {
                throw new InvalidTemplate(event.logicalId(), "a stream is read from its oldest change on");
            }
            return new StreamSource(
                    resolver.streamingTable(event, "Stream"),
                    resolver.optionalText(event, "BatchSize")
                            .map(Integer::parseInt)
                            .orElse(DEFAULT_STREAM_BATCH_SIZE),
                    event.find("FilterCriteria", "Filters").stream()
                            .flatMap(filters -> filters.elements().stream())
                            .flatMap(filter -> texts(event, filter.find("Pattern")))
                            .toList(),
                    texts(event, event.find("FunctionResponseTypes")).anyMatch("ReportBatchItemFailures"::equals),
                    resolver.queueName(event, "DestinationConfig", "OnFailure", "Destination"));
        }

        private Duration rate(Resource event) {
            String expression = resolver.text(event, "ScheduleExpression");
            Matcher rate = RATE.matcher(expression);
            if (!rate.matches()) {
                throw new InvalidTemplate(event.logicalId(), "the schedule " + expression + " is not supported");
            }
            long count = Long.parseLong(rate.group(1));
            return switch (rate.group(2)) {
                case "minute" -> Duration.ofMinutes(count);
                case "hour" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }

        /** The scopes of the route, else those of its authorizer, else of the API's default authorizer. */
        private List<String> scopes(Resource event) {
            Optional<Value> scopes = authorizer(event)
                    .flatMap(name -> event.find("Auth", "AuthorizationScopes")
                            .or(() -> api(event).find("Auth", "Authorizers", name, "AuthorizationScopes")));
            return texts(event, scopes).toList();
        }

        /** The route's authorizer, else the API's default one; nothing for a public route. */
        private Optional<String> authorizer(Resource event) {
            return resolver.optionalText(event, "Auth", "Authorizer")
                    .or(() -> resolver.optionalText(api(event), "Auth", "DefaultAuthorizer"))
                    .filter(name -> !name.equals("NONE"));
        }

        private Resource api(Resource event) {
            if (event.require("ApiId") instanceof Value.Ref api) {
                return template.resource(api.target());
            }
            throw new InvalidTemplate(event.logicalId(), "ApiId refers to no API of the template");
        }

        private Stream<String> texts(Resource event, Optional<Value> list) {
            return list.stream()
                    .flatMap(values -> values.elements().stream())
                    .map(value -> resolver.text(value, event.logicalId()));
        }
    }
}
