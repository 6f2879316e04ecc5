package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.local.template.Value;

/** S3 limits a bucket policy to 20 KB. Each policy fits with all groups and the longest possible stack name. */
final class PolicySizeTest {
    private static final int LIMIT = 20 * 1024;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]+}");

    /** The ARN of a role with the longest possible name in the partition with the longest name. */
    private static final String LONGEST = "arn:aws-us-gov:iam::123456789012:role/" + "r".repeat(64);

    @Test
    void everyPolicyOfABucketFits() {
        assertThat(Deployed.template().resources("AWS::S3::BucketPolicy"))
                .isNotEmpty()
                .allSatisfy(policy ->
                        assertThat(bytes(policy.require("PolicyDocument"))).isBetween(100, LIMIT));
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
                Json.tree(list.values().stream().map(PolicySizeTest::json).toList());
            case Value.Mapping map -> object(map.fields());
        };
    }

    private static JsonNode object(Map<String, Value> fields) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        fields.forEach((name, value) -> members.put(name, json(value)));
        return Json.tree(members);
    }
}
