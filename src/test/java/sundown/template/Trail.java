package sundown.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.local.template.Value;

/**
 * The trail of the template, and the events that CloudTrail records with its selectors. The ARN of a resource is its
 * logical id after {@code arn:}. An event without a field meets no condition on it: CloudTrail does not say what it
 * does.
 */
public final class Trail {
    private static final Set<String> EQUALS_ALONE = Set.of("eventCategory", "readOnly", "resources.type");
    private static final Map<String, BiPredicate<String, String>> OPERATORS =
            Map.of("Equals", String::equals, "StartsWith", String::startsWith, "EndsWith", String::endsWith);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Map<String, String> PSEUDO =
            Map.of("AWS::Partition", "aws", "AWS::AccountId", "123456789012", "AWS::StackName", "stack");

    private final List<Value> selectors;

    private Trail(List<Value> selectors) {
        this.selectors = selectors;
    }

    /** The trail as the template has it. */
    public static Trail read() {
        return new Trail(Deployed.template()
                .resource("OperatorsTrail")
                .require("AdvancedEventSelectors")
                .elements());
    }

    /** Something that was done to an object. */
    public record Event(String name, String arn, boolean readOnly, Optional<String> by) {
        private Optional<String> field(String name) {
            return switch (name) {
                case "eventCategory" -> Optional.of("Data");
                case "resources.type" -> Optional.of("AWS::S3::Object");
                case "resources.ARN" -> Optional.of(arn);
                case "readOnly" -> Optional.of(String.valueOf(readOnly));
                case "eventName" -> Optional.of(this.name);
                case "userIdentity.arn" -> by;
                default -> throw new AssertionError("CloudTrail selects no data events by " + name);
            };
        }
    }

    /** A photo of a gallery is written or deleted by a role, or by a user of IAM. */
    public static Event ofGallery(String name, String by) {
        return new Event(name, "arn:GalleryBucket/1/u1/p1", false, Optional.of(by));
    }

    /** A session of a role. */
    public static String role(String role) {
        return "arn:aws:sts::123456789012:assumed-role/" + role + "/session";
    }

    /** True when at least one selector has the event. */
    public boolean records(Event event) {
        return selectors.stream()
                .anyMatch(selector -> selector.find("FieldSelectors").orElseThrow().elements().stream()
                        .allMatch(field -> selects(field, event)));
    }

    /** Of the operators that include, one suffices; those that exclude must all hold. */
    private static boolean selects(Value selector, Event event) {
        String field = Deployed.text(selector.find("Field")).orElseThrow();
        Optional<String> value = event.field(field);
        Set<String> operators = Set.copyOf(selector.fields().keySet());
        assertThatItMayHave(field, operators);
        List<String> includes =
                operators.stream().filter(OPERATORS::containsKey).toList();
        return value.filter(text -> includes.isEmpty()
                        || includes.stream().anyMatch(operator -> any(selector, operator, operator, text)))
                .filter(text -> OPERATORS.keySet().stream()
                        .noneMatch(operator -> any(selector, "Not" + operator, operator, text)))
                .isPresent();
    }

    private static void assertThatItMayHave(String field, Set<String> operators) {
        Stream<String> others = operators.stream().filter(operator -> !operator.equals("Field"));
        boolean right = EQUALS_ALONE.contains(field)
                ? others.allMatch("Equals"::equals)
                : others.allMatch(operator -> OPERATORS.containsKey(operator.replaceFirst("^Not", "")));
        if (!right) {
            throw new AssertionError(field + " has an operator that CloudTrail refuses: " + operators);
        }
    }

    private static boolean any(Value selector, String key, String operator, String text) {
        return selector.find(key).stream()
                .flatMap(values -> values.elements().stream())
                .anyMatch(value -> OPERATORS.get(operator).test(text, resolved(value)));
    }

    private static String resolved(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.GetAtt attribute -> "arn:" + attribute.logicalId();
            case Value.Sub sub ->
                REFERENCE
                        .matcher(sub.text())
                        .replaceAll(reference -> Matcher.quoteReplacement(resolved(reference.group(1))));
            default -> throw new AssertionError(value + " is nothing that a selector of the trail has");
        };
    }

    private static String resolved(String reference) {
        return reference.endsWith(".Arn")
                ? "arn:" + reference.substring(0, reference.indexOf('.'))
                : PSEUDO.getOrDefault(reference, reference);
    }
}
