package sundown.template;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.local.template.Deployment;
import sundown.local.template.RequiredParameters;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Template.Page;
import sundown.local.template.Template.Resolution;
import sundown.local.template.Value;

/** The project's template, as it is written and as a stack named {@code stack} deploys it. */
public final class Deployed {
    private static final Template TEMPLATE = read();

    private Deployed() {}

    /** The template as it is written. */
    public static Template template() {
        return TEMPLATE;
    }

    private static Template read() {
        try {
            return Template.read(Path.of("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Deployment deployment() {
        return deployment("stack", "eu-west-1");
    }

    static Deployment deployment(Map<String, String> parameters) {
        return deployment("stack", "eu-west-1", parameters);
    }

    static Deployment deployment(String stack, String region) {
        return deployment(stack, region, Map.of());
    }

    static Deployment deployment(String stack, String region, Map<String, String> more) {
        return template().deployment(resolution(stack, region, more));
    }

    /** The page for users of the stack with these parameters. */
    static Page page(Map<String, String> parameters) {
        return template().page("Page", resolution("stack", "eu-west-1", parameters));
    }

    /** The page for operators of the stack with these parameters. */
    static Page console(Map<String, String> parameters) {
        return template().page("Console", resolution("stack", "eu-west-1", parameters));
    }

    private static Resolution resolution(String stack, String region, Map<String, String> more) {
        return new Resolution(stack, "123456789012", region, parameters(more));
    }

    private static Map<String, String> parameters(Map<String, String> more) {
        Map<String, String> parameters = RequiredParameters.all();
        parameters.putAll(more);
        return parameters;
    }

    static List<Resource> functions() {
        return template().resources("AWS::Serverless::Function");
    }

    /** The events of a function. */
    static Stream<Value> events(Resource function) {
        return function.find("Events").stream().flatMap(events -> events.fields().values().stream());
    }

    /** The ARNs of the queues to which a function's streams and schedules send what failed too often. */
    static Stream<Value> deadLetters(Resource function) {
        return events(function)
                .flatMap(event -> Stream.of(
                                event.find("Properties", "DestinationConfig", "OnFailure", "Destination"),
                                event.find("Properties", "DeadLetterConfig", "Arn"))
                        .flatMap(Optional::stream));
    }

    /** A value as the template would have it. */
    static Value value(String yaml) {
        String resource = "Resources: {One: {Type: One, Properties: {Value: " + yaml + "}}}";
        return Template.parse(new StringReader(resource)).resource("One").require("Value");
    }

    /** A property's literal text; empty where it is absent or an intrinsic function. */
    static Optional<String> text(Optional<Value> value) {
        return value.filter(Value.Text.class::isInstance).map(text -> ((Value.Text) text).text());
    }

    /** The literal texts of a list. */
    static List<String> texts(Optional<Value> list) {
        return list.stream()
                .flatMap(values -> values.elements().stream())
                .flatMap(element -> text(Optional.of(element)).stream())
                .toList();
    }
}
