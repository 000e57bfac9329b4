using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using Cahier.Feel.Tables;

namespace Cahier.Feel.Dmn;

/// <summary>A column of a table to be written: its name, its type in the language, and its cells' texts that are not rows.</summary>
/// <param name="Allowed">Tests or values that it may have, or none (C#).</param>
/// <param name="Default">Its value when no row matches, or none (C#).</param>
public sealed record DmnColumn(string Name, string Type, string? Allowed, string? Default);

/// <summary>Writes a decision table as a DMN 1.5 model with one decision, its inputs, and a diagram of them.</summary>
public static class DmnTableWriter
{
    private const string Model = "https://www.omg.org/spec/DMN/20230324/MODEL/";
    private const string Diagram = "https://www.omg.org/spec/DMN/20230324/DMNDI/";
    private const string Bounds = "http://www.omg.org/spec/DMN/20180521/DC/";
    private const string Edges = "http://www.omg.org/spec/DMN/20180521/DI/";

    /// <summary>The text of the file.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="space">A name for the model that no other has.</param>
    /// <param name="policy">Which rows count.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="rows">A cell for each input, then for each output.</param>
    public static string Write(string name, string space, HitPolicy policy, ImmutableArray<DmnColumn> inputs, ImmutableArray<DmnColumn> outputs, IEnumerable<ImmutableArray<string>> rows)
    {
        var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("definitions", Model);
            xml.WriteAttributeString("xmlns", "dmndi", null, Diagram);
            xml.WriteAttributeString("xmlns", "dc", null, Bounds);
            xml.WriteAttributeString("xmlns", "di", null, Edges);
            Attributes(xml, ("id", $"model_{name}"), ("name", name), ("namespace", space));
            foreach (var input in inputs)
            {
                xml.WriteStartElement("inputData", Model);
                Attributes(xml, ("id", $"input_{input.Name}"), ("name", input.Name));
                Variable(xml, input.Name, input.Type);
                xml.WriteEndElement();
            }

            Decision(xml, name, policy, inputs, outputs, rows);
            Shapes(xml, name, inputs);
            xml.WriteEndElement();
        }

        return text + "\n";
    }

    /// <summary>Says in its first line that it is UTF-8, as files are.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }

    private static void Decision(XmlWriter xml, string name, HitPolicy policy, ImmutableArray<DmnColumn> inputs, ImmutableArray<DmnColumn> outputs, IEnumerable<ImmutableArray<string>> rows)
    {
        xml.WriteStartElement("decision", Model);
        Attributes(xml, ("id", $"decision_{name}"), ("name", name));
        var isValue = outputs.Length == 1 && !HitPolicies.GivesList(policy);
        Variable(xml, name, isValue ? policy == HitPolicy.CollectCount ? "number" : outputs[0].Type : null);
        foreach (var input in inputs)
        {
            xml.WriteStartElement("informationRequirement", Model);
            Attributes(xml, ("id", $"needs_{input.Name}"));
            xml.WriteStartElement("requiredInput", Model);
            Attributes(xml, ("href", $"#input_{input.Name}"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        var (standard, aggregation) = HitPolicies.Standard(policy);
        xml.WriteStartElement("decisionTable", Model);
        Attributes(xml, ("id", $"table_{name}"), ("hitPolicy", standard), ("aggregation", aggregation), ("preferredOrientation", "Rule-as-Row"));
        foreach (var input in inputs)
        {
            xml.WriteStartElement("input", Model);
            Attributes(xml, ("id", $"column_{input.Name}"), ("label", input.Name));
            xml.WriteStartElement("inputExpression", Model);
            Attributes(xml, ("typeRef", input.Type));
            xml.WriteElementString("text", Model, input.Name);
            xml.WriteEndElement();
            Text(xml, "inputValues", input.Allowed);
            xml.WriteEndElement();
        }

        foreach (var output in outputs)
        {
            xml.WriteStartElement("output", Model);
            Attributes(xml, ("id", $"output_{output.Name}"), ("name", output.Name), ("typeRef", output.Type));
            Text(xml, "outputValues", output.Allowed);
            Text(xml, "defaultOutputEntry", output.Default);
            xml.WriteEndElement();
        }

        var rule = 0;
        foreach (var row in rows)
        {
            rule++;
            xml.WriteStartElement("rule", Model);
            Attributes(xml, ("id", $"rule_{Number(rule)}"));
            for (var i = 0; i < row.Length; i++)
            {
                Text(xml, i < inputs.Length ? "inputEntry" : "outputEntry", row[i], $"rule_{Number(rule)}_{Number(i + 1)}");
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // A diagram without shapes would open empty in a modeller.
    private static void Shapes(XmlWriter xml, string name, ImmutableArray<DmnColumn> inputs)
    {
        xml.WriteStartElement("DMNDI", Diagram);
        xml.WriteStartElement("DMNDiagram", Diagram);
        Shape(xml, $"decision_{name}", 200, 60, 180, 80);
        for (var i = 0; i < inputs.Length; i++)
        {
            Shape(xml, $"input_{inputs[i].Name}", 60 + (i * 180), 220, 140, 45);
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            xml.WriteStartElement("DMNEdge", Diagram);
            Attributes(xml, ("dmnElementRef", $"needs_{inputs[i].Name}"));
            Point(xml, 130 + (i * 180), 220);
            Point(xml, 290, 140);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Shape(XmlWriter xml, string element, int x, int y, int width, int height)
    {
        xml.WriteStartElement("DMNShape", Diagram);
        Attributes(xml, ("dmnElementRef", element));
        xml.WriteStartElement("Bounds", Bounds);
        Attributes(xml, ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Point(XmlWriter xml, int x, int y)
    {
        xml.WriteStartElement("waypoint", Edges);
        Attributes(xml, ("x", Number(x)), ("y", Number(y)));
        xml.WriteEndElement();
    }

    private static void Variable(XmlWriter xml, string name, string? type)
    {
        xml.WriteStartElement("variable", Model);
        Attributes(xml, ("name", name), ("typeRef", type));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string? text, string? id = null)
    {
        if (text is not null)
        {
            xml.WriteStartElement(element, Model);
            Attributes(xml, ("id", id));
            xml.WriteElementString("text", Model, text);
            xml.WriteEndElement();
        }
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                xml.WriteAttributeString(name, value);
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
