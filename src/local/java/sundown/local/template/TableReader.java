package sundown.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.template.Deployment.Attribute;
import sundown.local.template.Deployment.Index;
import sundown.local.template.Deployment.Table;

/** Reads {@code AWS::DynamoDB::Table}. */
record TableReader(Resolver resolver) {
    Table read(Resource table) {
        String place = table.logicalId();
        List<Attribute> attributes = elements(table.properties(), "AttributeDefinitions")
                .map(definition -> new Attribute(
                        text(definition, place, "AttributeName"), text(definition, place, "AttributeType")))
                .toList();
        Keys keys = new Keys(place, attributes.stream().collect(Collectors.toMap(Attribute::name, a -> a)));
        return new Table(
                resolver.text(table, "TableName"),
                attributes,
                keys.require(table.properties(), "HASH"),
                keys.find(table.properties(), "RANGE"),
                elements(table.properties(), "GlobalSecondaryIndexes")
                        .map(keys::index)
                        .toList(),
                resolver.optionalText(table, "TimeToLiveSpecification", "AttributeName"),
                resolver.optionalText(table, "StreamSpecification", "StreamViewType"));
    }

    private String text(Value value, String place, String... path) {
        return value.find(path)
                .map(found -> resolver.text(found, place))
                .orElseThrow(() -> new InvalidTemplate(place, "has no " + String.join(".", path)));
    }

    private static Stream<Value> elements(Value value, String key) {
        return value.find(key).stream().flatMap(list -> list.elements().stream());
    }

    /** Finds the attributes of one table's key schemas. */
    private final class Keys {
        private final String place;
        private final Map<String, Attribute> attributes;

        Keys(String place, Map<String, Attribute> attributes) {
            this.place = place;
            this.attributes = attributes;
        }

        Index index(Value index) {
            return new Index(
                    text(index, place, "IndexName"),
                    require(index, "HASH"),
                    find(index, "RANGE"),
                    text(index, place, "Projection", "ProjectionType"),
                    index.find("Projection").stream()
                            .flatMap(projection -> elements(projection, "NonKeyAttributes"))
                            .map(attribute -> resolver.text(attribute, place))
                            .toList());
        }

        Attribute require(Value keyed, String type) {
            return find(keyed, type).orElseThrow(() -> new InvalidTemplate(place, "has a key without " + type));
        }

        Optional<Attribute> find(Value keyed, String type) {
            return elements(keyed, "KeySchema")
                    .filter(key -> text(key, place, "KeyType").equals(type))
                    .map(key -> attribute(text(key, place, "AttributeName")))
                    .findFirst();
        }

        private Attribute attribute(String name) {
            return Optional.ofNullable(attributes.get(name))
                    .orElseThrow(() -> new InvalidTemplate(place, "does not define the attribute " + name));
        }
    }
}
