package sundown.local.template;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import sundown.local.template.Template.InvalidTemplate;

/**
 * Reads CloudFormation's YAML. Supports {@code !Ref}, {@code !GetAtt}, {@code !Sub} without a map, {@code !If},
 * {@code !Equals}, {@code !Not} of one, {@code !Join} of a list, and {@code !Select} of a {@code !Split}. Rejects every
 * other function in its short and long form: ignoring one would make the local cloud differ from the deployed stack.
 */
final class YamlReader {
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);

    private YamlReader() {}

    static Value read(Reader text) {
        Node root = new Yaml(new LoaderOptions()).compose(text);
        return root == null ? new Value.Mapping(Map.of()) : value(root, "template", 0);
    }

    /** Error messages name a value's place down to the second level, the level of logical IDs. */
    private static Value value(Node node, String place, int depth) {
        if (node.getAnchor() != null) {
            throw new InvalidTemplate(place, "CloudFormation takes no anchors");
        }
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, place, depth);
            case SequenceNode sequence -> sequence(sequence, place, depth);
            case ScalarNode scalar -> scalar(scalar, place);
            default -> throw new InvalidTemplate(place, "is no YAML value");
        };
    }

    private static Value mapping(MappingNode node, String place, int depth) {
        requireTag(node, Set.of(Tag.MAP), place);
        Map<String, Value> fields = new LinkedHashMap<>();
        for (NodeTuple entry : node.getValue()) {
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            requirePlainKey(key, place);
            String below = depth == 0 ? key : depth == 1 ? place + "." + key : place;
            if (fields.put(key, value(entry.getValueNode(), below, depth + 1)) != null) {
                throw new InvalidTemplate(place, "has the key " + key + " twice");
            }
        }
        return new Value.Mapping(fields);
    }

    private static Value sequence(SequenceNode node, String place, int depth) {
        if (node.getTag().getValue().equals("!Select")) {
            return part(node.getValue(), place, depth);
        }
        List<Value> values = node.getValue().stream()
                .map(element -> value(element, place, depth + 1))
                .toList();
        return switch (node.getTag().getValue()) {
            case "!If" -> choice(values, place);
            case "!Equals" -> equality(values, place);
            case "!Not" -> negation(values, place);
            case "!Join" -> join(values, place);
            default -> {
                requireTag(node, Set.of(Tag.SEQ), place);
                yield new Value.Sequence(values);
            }
        };
    }

    private static Value choice(List<Value> values, String place) {
        if (values.size() == 3 && values.getFirst() instanceof Value.Text(String condition)) {
            return new Value.If(condition, values.get(1), values.get(2));
        }
        throw new InvalidTemplate(place, "!If takes the name of a condition and two values");
    }

    private static Value join(List<Value> values, String place) {
        if (values.size() == 2
                && values.getFirst() instanceof Value.Text(String separator)
                && values.getLast() instanceof Value.Sequence(List<Value> joined)) {
            return new Value.Join(separator, joined);
        }
        throw new InvalidTemplate(place, "!Join takes a separator and a list");
    }

    private static Value part(List<Node> nodes, String place, int depth) {
        if (nodes.size() == 2
                && nodes.getFirst() instanceof ScalarNode number
                && nodes.getLast() instanceof SequenceNode split
                && split.getTag().getValue().equals("!Split")
                && split.getValue().size() == 2
                && split.getValue().getFirst() instanceof ScalarNode separator) {
            Value text = value(split.getValue().getLast(), place, depth + 1);
            return new Value.Part(Integer.parseInt(number.getValue()), separator.getValue(), text);
        }
        throw new InvalidTemplate(place, "!Select takes a number and a !Split");
    }

    private static Value equality(List<Value> values, String place) {
        if (values.size() == 2) {
            return new Value.Equals(values.getFirst(), values.getLast(), false);
        }
        throw new InvalidTemplate(place, "!Equals takes two values");
    }

    private static Value negation(List<Value> values, String place) {
        if (values.size() == 1 && values.getFirst() instanceof Value.Equals(Value left, Value right, boolean negated)) {
            return new Value.Equals(left, right, !negated);
        }
        throw new InvalidTemplate(place, "!Not takes an !Equals");
    }

    private static Value scalar(ScalarNode node, String place) {
        String text = node.getValue();
        return switch (node.getTag().getValue()) {
            case "!Ref" -> new Value.Ref(text);
            case "!Sub" -> new Value.Sub(text);
            case "!GetAtt" -> attribute(text, place);
            default -> {
                requireTag(node, PLAIN, place);
                yield new Value.Text(text);
            }
        };
    }

    private static Value attribute(String text, String place) {
        int dot = text.indexOf('.');
        if (dot < 1) {
            throw new InvalidTemplate(place, "!GetAtt " + text + " names no attribute");
        }
        return new Value.GetAtt(text.substring(0, dot), text.substring(dot + 1));
    }

    private static void requireTag(Node node, Set<Tag> known, String place) {
        if (!known.contains(node.getTag())) {
            throw new InvalidTemplate(place, node.getTag().getValue() + " is not supported");
        }
    }

    private static void requirePlainKey(String key, String place) {
        if (key.startsWith("Fn::") || key.equals("Ref")) {
            throw new InvalidTemplate(place, key + " is not supported in its long form");
        }
    }
}
