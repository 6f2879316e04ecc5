package sundown.local.template;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.timeline.TimelineDocument;

/**
 * The SAM template: as it is written, for the template tests, and resolved, for the emulators and the gateway. Supports
 * the parts of CloudFormation that the template uses, and rejects all others by name.
 */
public final class Template {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");

    /** An application of CodeDeploy, and its role. */
    private static final int OF_GRADUAL_DEPLOYMENT = 2;

    /** A version, and the alias. */
    private static final int OF_AN_ALIAS = 2;

    private final Value root;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    private Template(Value root) {
        this.root = root;
        root.fields().keySet().stream().filter(key -> !SECTIONS.contains(key)).forEach(key -> {
            throw new InvalidTemplate(key, "the section is not supported");
        });
        section("Resources").forEach((logicalId, body) -> resources.put(logicalId, Resource.of(logicalId, body)));
    }

    public static Template read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return parse(reader);
        }
    }

    public static Template parse(Reader text) {
        return new Template(YamlReader.read(text));
    }

    /** The resources in the order of the file. */
    public List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    public List<Resource> resources(String type) {
        return resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** The number of resources that CloudFormation counts: those of the file, and what SAM makes of them. */
    public int translatedResources() {
        List<Resource> functions = resources("AWS::Serverless::Function");
        boolean gradual = functions.stream()
                .anyMatch(function -> function.find("DeploymentPreference").isPresent());
        return resources.size()
                + functions.stream().mapToInt(Template::madeBeside).sum()
                + (gradual ? OF_GRADUAL_DEPLOYMENT : 0)
                + resources("AWS::Serverless::HttpApi").size();
    }

    /** What SAM makes beside a function: for each event a mapping, a schedule, or a permission. */
    private static int madeBeside(Resource function) {
        int events = function.find("Events").map(named -> named.fields().size()).orElse(0);
        return events
                + (function.find("AutoPublishAlias").isPresent() ? OF_AN_ALIAS : 0)
                + (function.find("DeploymentPreference").isPresent() ? 1 : 0)
                + (function.find("EventInvokeConfig").isPresent() ? 1 : 0);
    }

    public Resource resource(String logicalId) {
        Resource resource = resources.get(logicalId);
        if (resource == null) {
            throw new InvalidTemplate(logicalId, "is no resource of the template");
        }
        return resource;
    }

    public Value functionDefaults() {
        return root.find("Globals", "Function").orElse(new Value.Mapping(Map.of()));
    }

    public Deployment deployment(Resolution resolution) {
        return new DeploymentReader(this, resolution).read();
    }

    public Policies policies(Resolution resolution) {
        return new PolicyReader(this, new Resolver(this, resolution))
                .read(deployment(resolution).functions());
    }

    /**
     * A page of a deployment with these values.
     *
     * @param name what its resources and outputs begin with: {@code Page} for the one for users, or {@code Console}
     */
    public Page page(String name, Resolution resolution) {
        return Page.read(name, this, new Resolver(this, resolution));
    }

    public Resource role(Resource function) {
        if (function.require("Role") instanceof Value.GetAtt role) {
            return resource(role.logicalId());
        }
        throw new InvalidTemplate(function.logicalId(), "Role refers to no role of the template");
    }

    public String output(String name, Resolution resolution) {
        return new Resolver(this, resolution).text(output(name), name);
    }

    public Map<String, Value> parameters() {
        return section("Parameters");
    }

    /** The rules that parameters must keep, by name. */
    Map<String, Value> rules() {
        return section("Rules");
    }

    Value output(String name) {
        return Optional.ofNullable(section("Outputs").get(name))
                .flatMap(output -> output.find("Value"))
                .orElseThrow(() -> new InvalidTemplate(name, "is no output of the template"));
    }

    public Value.Equals condition(String name, String place) {
        if (section("Conditions").get(name) instanceof Value.Equals condition) {
            return condition;
        }
        throw new InvalidTemplate(place, "refers to " + name + ", which is no condition of the template");
    }

    public boolean hasResource(String logicalId) {
        return resources.containsKey(logicalId);
    }

    private Map<String, Value> section(String name) {
        return root.find(name).map(Value::fields).orElse(Map.of());
    }

    /** The template is malformed or uses a feature that this reader does not support; the message names the place. */
    public static final class InvalidTemplate extends IllegalArgumentException {
        InvalidTemplate(String place, String problem) {
            super(place + ": " + problem);
        }
    }

    /**
     * The values that a deployment adds to the template.
     *
     * @param parameters values of parameters, which override the template's defaults
     */
    public record Resolution(String stackName, String accountId, String region, Map<String, String> parameters) {

        public Resolution {
            parameters = Map.copyOf(parameters);
        }

        /** The parameters for the sample {@code infra/timeline.json}. */
        public static Map<String, String> groupCloses() {
            return groupCloses(sample());
        }

        /** The parameters for the document of a timeline. */
        public static Map<String, String> groupCloses(String timeline) {
            return TimelineDocument.read(timeline).groups().stream()
                    .collect(Collectors.toMap(
                            group -> "Group" + group.id() + "Close",
                            group -> group.dates().close().toString()));
        }

        private static String sample() {
            try {
                return Files.readString(Path.of("infra", "timeline.json"));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the sample of a timeline cannot be read", unreadable);
            }
        }
    }

    /**
     * A page, as the template has CloudFront serve it.
     *
     * @param headers what each of its answers has, by name in lower case
     * @param configuration its file {@code config.json}
     */
    public record Page(Map<String, String> headers, String configuration) {
        /** Where a policy has the headers that CloudFront knows by name. What needs HTTPS is left out. */
        private static final Map<String, String[]> SECURITY_HEADERS = Map.of(
                "content-security-policy", new String[] {"ContentSecurityPolicy", "ContentSecurityPolicy"},
                "referrer-policy", new String[] {"ReferrerPolicy", "ReferrerPolicy"},
                "x-frame-options", new String[] {"FrameOptions", "FrameOption"});

        static Page read(String name, Template template, Resolver resolver) {
            Resource policy = template.resource(name + "Headers");
            Map<String, String> headers = new TreeMap<>();
            Value known = policy.require("ResponseHeadersPolicyConfig", "SecurityHeadersConfig");
            SECURITY_HEADERS.forEach((header, path) ->
                    known.find(path).ifPresent(value -> headers.put(header, resolver.text(value, policy.logicalId()))));
            policy.require("ResponseHeadersPolicyConfig", "CustomHeadersConfig", "Items")
                    .elements()
                    .forEach(item -> headers.put(text(resolver, item, "Header"), text(resolver, item, "Value")));
            String configuration = name + "Configuration";
            return new Page(headers, resolver.text(template.output(configuration), configuration));
        }

        private static String text(Resolver resolver, Value item, String name) {
            return resolver.text(item.find(name).orElseThrow(), name);
        }
    }

    /**
     * The policies that decide what the functions may do.
     *
     * @param roles the role of each function, by the function's export, and the roles that have a name, by it
     * @param denials the statements of bucket policies and queue policies that deny something to all principals
     */
    public record Policies(Map<String, Role> roles, List<Statement> denials) {

        /** Those of two stacks. */
        public Policies plus(Policies more) {
            Map<String, Role> both = new HashMap<>(roles);
            both.putAll(more.roles);
            return new Policies(
                    both, Stream.concat(denials.stream(), more.denials.stream()).toList());
        }

        public record Role(String arn, List<Statement> statements) {}

        /**
         * A statement of a policy with resolved values. Wildcards stay as they are written.
         *
         * @param allows whether its effect is to allow; it denies otherwise
         * @param resources the resources to which it applies
         * @param otherThan of those, the ones to which it does not apply
         * @param conditions all of them must hold
         */
        public record Statement(
                boolean allows,
                List<String> actions,
                List<String> resources,
                List<String> otherThan,
                List<StatedCondition> conditions) {

            /**
             * A condition of a statement.
             *
             * @param operator its name as in the policy, such as {@code ForAllValues:StringLike}
             * @param values one of them must match
             */
            public record StatedCondition(String operator, String key, List<String> values) {}
        }
    }
}
