package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Template.Page;
import sundown.local.template.Value;

/** The page for users and the console each have one origin with their API, and reach nothing else. */
class PageTest {
    private static final String REGION = "eu-west-1";
    private static final String SIGN_IN = "https://identity.example.com";
    private static final Page PAGE = Deployed.page(Map.of(
            "PageConnections", SIGN_IN,
            "TokenIssuer", SIGN_IN,
            "TokenAudience", "app"));
    private static final Map<String, String> STAFF = Map.of(
            "ConsoleConnections", SIGN_IN,
            "OperatorsIssuer", SIGN_IN,
            "OperatorsAudience", "operators");
    private static final Page CONSOLE = Deployed.console(STAFF);

    private static final Pattern CREATED = Pattern.compile("createPolicy\\('([^']+)'");

    private final Template template = Deployed.template();

    @Test
    void letsThePageReachTheArchivesAndTheSignInAlone() {
        assertThat(directives(PAGE)).containsEntry("script-src", "'self'");
        assertThat(directives(PAGE).get("connect-src").split(" "))
                .containsExactly(
                        "'self'",
                        "https://" + archiveBucket() + ".s3." + REGION + ".amazonaws.com",
                        "https://" + archiveBucket() + ".s3.amazonaws.com",
                        SIGN_IN);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "https://thumbnails.example.com/{item}, thumbnails.example.com",
        "https://example.com:8443/of/{item}?size=small, example.com:8443"
    })
    void letsThePageShowPicturesOfTheOperatorsHostAlone(String uri, String host) {
        Page page = Deployed.page(Map.of("TokenIssuer", SIGN_IN, "TokenAudience", "app", "ThumbnailUri", uri));

        assertThat(directives(page)).containsEntry("img-src", "'self' data: " + host);
    }

    @Test
    void letsTheConsoleReachTheSignInAlone() {
        assertThat(directives(CONSOLE))
                .containsEntry("script-src", "'self'")
                .containsEntry("connect-src", "'self' " + SIGN_IN)
                .doesNotContainKey("worker-src");
    }

    @Test
    void letsNeitherRunWhatOthersWrite() {
        for (Page page : List.of(PAGE, CONSOLE)) {
            assertThat(directives(page))
                    .containsAllEntriesOf(Map.of(
                            "default-src", "'none'",
                            "style-src", "'self'",
                            "form-action", "'none'",
                            "base-uri", "'none'",
                            "frame-ancestors", "'none'",
                            "require-trusted-types-for", "'script'"));
            assertThat(page.headers().get("content-security-policy")).doesNotContain("unsafe-", "*", "blob:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-frame-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy"})
    void sendsSecurityHeaders(String name) {
        assertThat(PAGE.headers().get(name))
                .isNotEmpty()
                .isEqualTo(CONSOLE.headers().get(name));
    }

    @Test
    void tellsThePageWhereToSignInAndWhomToAskForConsent() throws Exception {
        JsonNode configuration = new ObjectMapper().readTree(PAGE.configuration());

        assertThat(configuration.fieldNames())
                .toIterable()
                .containsExactly(
                        "issuer",
                        "clientId",
                        "scope",
                        "googleClientId",
                        "googleAuthorization",
                        "googleScopes",
                        "languages",
                        "brand",
                        "supportUri",
                        "helpUri",
                        "privacyUri",
                        "statusUri",
                        "thumbnailUri",
                        "appleRefundUri");
        assertThat(configuration.path("scope").asText().split(" ")).contains("openid", "sundown/export");
        assertThat(configuration.path("languages").asText()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SupportUri   | mailto:help@example.com     | true
            SupportUri   | https://example.com/support | true
            SupportUri   | help@example.com            | false
            SupportUri   | javascript:alert(1)         | false
            SupportUri   | https://example.com/"       | false
            HelpUri      | https://example.com/help?a  | true
            HelpUri      | http://example.com/help     | false
            HelpUri      | mailto:help@example.com     | false
            PrivacyUri   | https://example.com/privacy | true
            PrivacyUri   | javascript:alert(1)         | false
            StatusUri    | https://example.com/status  | true
            StatusUri    | https://example.com/<       | false
            ThumbnailUri | https://example.com/a/{item} | true
            ThumbnailUri | https://example.com:8443/{item}?size=small | true
            ThumbnailUri | https://example.com/        | false
            ThumbnailUri | http://example.com/{item}   | false
            ThumbnailUri | https://{item}.example.com/ | false
            ThumbnailUri | https://example.com; *//{item} | false
            AppleRefundUri | https://example.com/apple | true
            AppleRefundUri | javascript:alert(1)       | false
            GoogleOffers | IN,ID=100GB/P3M IN=2TB/P1M  | false
            GoogleOffers | IN,ID=100GB/P3M MX=200GB/P1Y| true
            GoogleOffers | IN=100GB                    | false
            GoogleOffers | IN=0GB/P1M                  | false
            """)
    void takesNoHelpOrOfferOfAnotherForm(String parameter, String value, boolean taken) {
        Value pattern =
                template.parameters().get(parameter).find("AllowedPattern").orElseThrow();

        assertThat("").matches(Deployed.text(Optional.of(pattern)).orElseThrow());
        assertThat(value.matches(Deployed.text(Optional.of(pattern)).orElseThrow()))
                .isEqualTo(taken);
    }

    @Test
    void tellsTheConsoleWhereToSignInAndWhatRolesAreCalled() throws Exception {
        JsonNode configuration = new ObjectMapper().readTree(CONSOLE.configuration());

        assertThat(configuration.fieldNames())
                .toIterable()
                .containsExactly(
                        "issuer",
                        "clientId",
                        "scope",
                        "rolesClaim",
                        "nameClaim",
                        "roles",
                        "brand",
                        "deployment",
                        "region");
        assertThat(configuration.path("issuer").asText()).isEqualTo(SIGN_IN);
        assertThat(configuration.path("clientId").asText()).isEqualTo("operators");
        assertThat(configuration.path("roles").asText().split(" ")).contains("viewer=sundown-viewer");
        assertThat(configuration.path("deployment").asText()).isEqualTo("stack");
        assertThat(configuration.path("region").asText()).isEqualTo(REGION);
    }

    @Test
    void tellsTheConsoleItsClientWhereThatIsNotTheAudience() throws Exception {
        Page page = Deployed.console(
                Stream.concat(STAFF.entrySet().stream(), Stream.of(Map.entry("ConsoleClientId", "console")))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

        assertThat(new ObjectMapper()
                        .readTree(page.configuration())
                        .path("clientId")
                        .asText())
                .isEqualTo("console");
    }

    @ParameterizedTest
    @CsvSource({"PageStage, Api", "ConsoleStage, OperatorsApi"})
    void limitsAndLogsAStageAsItsApi(String stage, String api) {
        assertThat(template.resource(stage).require("ApiId")).isEqualTo(new Value.Ref(api));
        assertThat(template.resource(stage).require("StageName")).isEqualTo(new Value.Text("api"));
        for (String setting : List.of("DefaultRouteSettings", "RouteSettings", "AccessLogSettings")) {
            assertThat(template.resource(stage).find(setting))
                    .isEqualTo(template.resource(api).find(setting));
        }
    }

    @ParameterizedTest
    @CsvSource({"PageDistribution, Api", "ConsoleDistribution, OperatorsApi"})
    void cachesNothingOfTheApiAndHidesTheViewersHost(String distribution, String api) {
        Value settings = template.resource(distribution).require("DistributionConfig");

        assertThat(behaviors(distribution).getLast().fields())
                .containsAllEntriesOf(Map.of(
                        "PathPattern", new Value.Text("/api/*"),
                        "TargetOriginId", new Value.Text("api"),
                        "ViewerProtocolPolicy", new Value.Text("https-only"),
                        "CachePolicyId", new Value.Text("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"),
                        "OriginRequestPolicyId", new Value.Text("b689b0a8-53d0-40ab-baf2-38738e2966ac")));
        assertThat(settings.find("Origins").orElseThrow().elements())
                .filteredOn(origin -> origin.find("Id").orElseThrow().equals(new Value.Text("api")))
                .singleElement()
                .satisfies(origin -> assertThat(origin.find("DomainName"))
                        .contains(new Value.Sub("${" + api + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}")));
    }

    /** The answer depends on the region, and on nothing else of a request. */
    @Test
    void keepsTheNoticeAloneForAsLongAsItsAnswerSays() {
        assertThat(behaviors("PageDistribution"))
                .filteredOn(behavior -> !behavior.fields().containsKey("OriginRequestPolicyId"))
                .singleElement()
                .satisfies(behavior -> assertThat(behavior.fields())
                        .containsAllEntriesOf(Map.of(
                                "PathPattern", new Value.Text("/api/notice"),
                                "TargetOriginId", new Value.Text("api"),
                                "ViewerProtocolPolicy", new Value.Text("https-only"),
                                "CachePolicyId", new Value.Ref("NoticeCaching"))));
        Value caching = template.resource("NoticeCaching").require("CachePolicyConfig");
        assertThat(Stream.of("MinTTL", "DefaultTTL", "MaxTTL").map(time -> Deployed.text(caching.find(time))))
                .containsExactly(Optional.of("0"), Optional.of("0"), Optional.of("60"));
        Value key = caching.find("ParametersInCacheKeyAndForwardedToOrigin").orElseThrow();
        assertThat(key.find("QueryStringsConfig", "QueryStrings").orElseThrow().elements())
                .containsExactly(new Value.Text("region"));
        assertThat(Stream.of(
                        key.find("CookiesConfig", "CookieBehavior"),
                        key.find("HeadersConfig", "HeaderBehavior"),
                        key.find("QueryStringsConfig", "QueryStringBehavior")))
                .extracting(Deployed::text)
                .containsExactly(Optional.of("none"), Optional.of("none"), Optional.of("whitelist"));
        assertThat(behaviors("ConsoleDistribution")).hasSize(1);
    }

    /** The codes are those of which CloudFront lets a distribution say how long it keeps them, but for ranges. */
    @ParameterizedTest
    @ValueSource(strings = {"Page", "Console"})
    void keepsNoError(String name) {
        assertThat(template.resource(name + "Distribution")
                        .require("DistributionConfig", "CustomErrorResponses")
                        .elements())
                .extracting(Value::fields)
                .containsExactlyElementsOf(Stream.of(400, 403, 404, 405, 414, 500, 501, 502, 503, 504)
                        .map(code -> Map.of(
                                "ErrorCode",
                                (Value) new Value.Text(code.toString()),
                                "ErrorCachingMinTTL",
                                new Value.Text("0")))
                        .toList());
    }

    private List<Value> behaviors(String distribution) {
        return template.resource(distribution)
                .require("DistributionConfig", "CacheBehaviors")
                .elements();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Page", "Console"})
    void letsItsDistributionAloneReadItsFiles(String name) {
        assertThat(template.resource(name + "Guards").statements())
                .filteredOn(statement -> Deployed.text(statement.find("Effect"))
                        .filter("Allow"::equals)
                        .isPresent())
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.find("Resource")).contains(new Value.Sub("${" + name + "Bucket.Arn}/*"));
                    assertThat(statement.find("Condition", "StringEquals", "AWS:SourceArn"))
                            .contains(
                                    new Value.Sub("arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${"
                                            + name + "Distribution}"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Page", "Console"})
    void sendsTheHeadersWithEachFile(String name) {
        Resource distribution = template.resource(name + "Distribution");

        assertThat(distribution.find("DistributionConfig", "DefaultCacheBehavior", "ResponseHeadersPolicyId"))
                .contains(new Value.Ref(name + "Headers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Page", "Console"})
    void letsNoAnswerOfTheApiPassForAPageOrAScript(String name) {
        assertThat(behaviors(name + "Distribution"))
                .isNotEmpty()
                .allSatisfy(behavior ->
                        assertThat(behavior.find("ResponseHeadersPolicyId")).contains(new Value.Ref("ApiHeaders")));
        Value headers = template.resource("ApiHeaders").require("ResponseHeadersPolicyConfig", "SecurityHeadersConfig");
        assertThat(headers.find("ContentTypeOptions", "Override")).contains(new Value.Text("true"));
        assertThat(headers.find("ContentSecurityPolicy", "ContentSecurityPolicy"))
                .contains(new Value.Text("default-src 'none'; frame-ancestors 'none'"));
    }

    @Test
    void letsAPageMakeTheTrustedTypesOfItsOwnCodeAlone() throws IOException {
        assertThat(directives(PAGE).get("trusted-types")).isEqualTo(policies("src/main/webui/src"));
        assertThat(directives(CONSOLE).get("trusted-types")).isEqualTo("'none'");
        assertThat(policies("src/main/webui/console/src")).isEmpty();
    }

    /** The names of the policies that code creates. */
    private static String policies(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> CREATED.matcher(read(file)).results())
                    .map(created -> created.group(1))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> directives(Page page) {
        return Stream.of(page.headers().get("content-security-policy").split("; "))
                .map(directive -> directive.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static String archiveBucket() {
        return Deployed.deployment().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(name -> name.contains("-archive-"))
                .findFirst()
                .orElseThrow();
    }
}
