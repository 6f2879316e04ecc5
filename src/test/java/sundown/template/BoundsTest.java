package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.edge.Json;
import sundown.limit.Limit;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** Bounds of the template: its size, its parameters, its policies, and its chains of messages. */
final class BoundsTest {
    /** Of the 500 that CloudFormation allows: a function costs two to five. */
    private static final int RESOURCES_MAX = 332;

    private static final int LINES_MAX = 5_000;
    /** Lambda calls two workers at once at least, unless the work itself waits. */
    private static final long LEAST_CONCURRENCY = 2;

    private static final int POLICY_BYTES_MAX = 20 * 1024;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]+}");

    /** The ARN of a role with the longest possible name in the partition with the longest name. */
    private static final String LONGEST = "arn:aws-us-gov:iam::123456789012:role/" + "r".repeat(64);

    private final List<Resource> chains =
            Deployed.functions().stream().filter(BoundsTest::callsItself).toList();

    @Test
    void everyPolicyOfABucketFits() {
        assertThat(Deployed.template().resources("AWS::S3::BucketPolicy"))
                .isNotEmpty()
                .allSatisfy(policy ->
                        assertThat(bytes(policy.require("PolicyDocument"))).isBetween(100, POLICY_BYTES_MAX));
    }

    /** A person reads the template: what adds to it takes something away, or says here why not. */
    @Test
    void theTemplateIsShortEnoughToRead() throws IOException {
        assertThat(Files.readAllLines(Path.of("template.yaml"))).hasSizeLessThanOrEqualTo(LINES_MAX);
    }

    /** {@code scripts/lint-template} counts what SAM itself makes; this is as much, without SAM. */
    @Test
    void theTemplateLeavesRoomForMoreResources() {
        assertThat(Deployed.template().translatedResources()).isLessThanOrEqualTo(RESOURCES_MAX);
    }

    @ParameterizedTest
    @EnumSource
    void limitsAreBoundedAsTheirParameters(Limit limit) {
        String name = limit.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + limit.word().substring(1);
        Value parameter = Deployed.template().parameters().get(name);
        assertThat(number(parameter, "MinValue"))
                .contains(limit == Limit.PURGE_CONCURRENCY ? LEAST_CONCURRENCY : limit.least());
        assertThat(number(parameter, "MaxValue").orElse(limit.most())).isEqualTo(limit.most());
        assertThat(number(parameter, "Default").orElseThrow()).isBetween(limit.least(), limit.most());
    }

    private static Optional<Long> number(Value parameter, String field) {
        return Deployed.text(parameter.find(field)).map(Long::valueOf);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mail=on MailIdentity=a.test MailAddressBookUri=https://a.test | MailIsAddressed: Mail=on needs MailFrom,
            Mail=on MailFrom=b@a.test MailAddressBookUri=https://a.test | MailIsAddressed: Mail=on needs MailIdentity,
            Mail=on MailFrom=b@a.test MailIdentity=a.test | MailIsAddressed: Mail=on needs MailAddressBookUri,
            PageDomain=a.test | PageDomainIsCertified: PageDomain needs PageCertificateArn,
            ConsoleDomain=a.test | ConsoleDomainIsCertified: ConsoleDomain needs ConsoleCertificateArn,
            """)
    void parametersAreRefusedWithoutTheOthers(String parameters, String why) {
        assertThatThrownBy(() -> Deployed.deployment(read(parameters))).hasMessageStartingWith(why);
    }

    @ParameterizedTest
    @CsvSource({
        "Mail=on MailFrom=b@a.test MailIdentity=a.test MailAddressBookUri=https://a.test",
        "PageDomain=a.test PageCertificateArn=arn:aws:acm:us-east-1:1:certificate/page",
        "ConsoleDomain=a.test ConsoleCertificateArn=arn:aws:acm:us-east-1:1:certificate/console",
        "Mail=off MailFrom=b@a.test"
    })
    void parametersAreTakenTogether(String parameters) {
        assertThatCode(() -> Deployed.deployment(read(parameters))).doesNotThrowAnyException();
    }

    private static Map<String, String> read(String parameters) {
        return Stream.of(parameters.split(" "))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
    }

    private static int bytes(Value policy) {
        return json(policy).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode json(Value value) {
        return switch (value) {
            case Value.Text text -> Json.tree(text.text());
            case Value.Ref ignored -> Json.tree(LONGEST);
            case Value.GetAtt ignored -> Json.tree(LONGEST);
            case Value.Sub sub -> Json.tree(VARIABLE.matcher(sub.text()).replaceAll(LONGEST));
            case Value.If choice -> Json.tree(List.of(json(choice.then()), json(choice.otherwise())));
            case Value.Join join -> throw new IllegalArgumentException("A policy has " + join);
            case Value.Part part -> json(part.text());
            case Value.Equals ignored ->
                throw new IllegalArgumentException("A policy has no condition of the template");
            case Value.Sequence list ->
                Json.tree(list.values().stream().map(BoundsTest::json).toList());
            case Value.Mapping map -> object(map.fields());
        };
    }

    private static JsonNode object(Map<String, Value> fields) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        fields.forEach((name, value) -> members.put(name, json(value)));
        return Json.tree(members);
    }

    @Test
    void lambdaDoesNotStopTheChainsOfFunctionsThatCallThemselves() {
        Set<String> allowed = Deployed.functions().stream()
                .filter(function ->
                        Deployed.text(function.find("RecursiveLoop")).equals(Optional.of("Allow")))
                .map(Resource::logicalId)
                .collect(Collectors.toSet());

        assertThat(chains).isNotEmpty();
        assertThat(allowed).isEqualTo(chains.stream().map(Resource::logicalId).collect(Collectors.toSet()));
    }

    private static boolean callsItself(Resource function) {
        return queues(function).anyMatch(sends(function)::contains);
    }

    private static Set<Value> sends(Resource function) {
        Resource role = Deployed.template().resource(((Value.GetAtt) function.require("Role")).logicalId());
        return role.statements()
                .filter(statement ->
                        statement.find("Action").orElseThrow().elements().contains(new Value.Text("sqs:SendMessage")))
                .flatMap(statement -> statement.find("Resource").stream())
                .flatMap(resources -> resources.elements().stream())
                .collect(Collectors.toSet());
    }

    private static Stream<Value> queues(Resource function) {
        return function.find("Events").stream()
                .flatMap(events -> events.fields().values().stream())
                .filter(event -> event.find("Type").equals(Optional.of(new Value.Text("SQS"))))
                .flatMap(event -> event.find("Properties", "Queue").stream());
    }
}
