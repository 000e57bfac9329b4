using System.Collections.Immutable;
using System.Text;
using System.Xml;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Dmn;

/// <summary>
/// Reads the text of an XML file without ever reading another: there is no document type, no entity from outside, and a
/// bound on size and depth.
/// </summary>
internal sealed class DmnXml
{
    private const int LargestText = 20_000_000;
    private const int Deepest = 200;

    private readonly SourceText source;
    private readonly XmlReader reader;

    private DmnXml(SourceText source)
    {
        this.source = source;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestText, IgnoreProcessingInstructions = true };
        reader = XmlReader.Create(new StringReader(source.Text), settings);
    }

    /// <summary>The root, or what is wrong with the text.</summary>
    public static (DmnElement? Root, Diagnostic? Problem) Read(string file, string text)
    {
        var source = new SourceText(file, text);
        var documentType = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (text.Length > LargestText || documentType >= 0)
        {
            return text.Length > LargestText
                ? (null, Problem(DiagnosticCatalog.RefusedXml, source.At(0), $"the file has more than {LargestText} characters", "divide the model into several files that import each other"))
                : (null, Problem(DiagnosticCatalog.RefusedXml, source.At(documentType), "the file has a document type (<!DOCTYPE …>), which could read other files", "take it out: DMN files need none"));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, Problem(DiagnosticCatalog.NoXml, source.At(0), "the file is empty", "save the model in a DMN modeller again"));
        }

        var xml = new DmnXml(source);
        using (xml.reader)
        {
            try
            {
                return (xml.Root(), null);
            }
            catch (XmlException e)
            {
                var place = source.At(source.Offset(e.LineNumber, e.LinePosition));
                return (null, Problem(DiagnosticCatalog.NoXml, place, $"the file is no XML: {WithoutPlace(e.Message)}", "open it in a DMN modeller and save it again, or put right what stands there"));
            }
            catch (TooDeepException)
            {
                return (null, Problem(DiagnosticCatalog.RefusedXml, xml.Place(), $"elements stand more than {Deepest} deep in each other", "divide the expression into decisions of their own"));
            }
        }
    }

    private sealed class TooDeepException : Exception;

    private DmnElement Root()
    {
        reader.MoveToContent();
        var root = Element();
        while (reader.Read())
        {
            // To the end, where something may still be wrong.
        }

        return root;
    }

    private static Diagnostic Problem(DiagnosticCode code, SourceLocation place, string cause, string remedy) => new(code, place, 1, cause, remedy, []);

    // The reader counts the column from the name, after the sign <.
    private SourceLocation Place()
    {
        var info = (IXmlLineInfo)reader;
        return source.At(Math.Max(0, source.Offset(info.LineNumber, info.LinePosition) - 1));
    }

    private DmnElement Element()
    {
        if (reader.Depth > Deepest)
        {
            throw new TooDeepException();
        }

        var (name, space, place) = (reader.LocalName, reader.NamespaceURI, Place());
        var attributes = Attributes();
        var children = ImmutableArray.CreateBuilder<DmnElement>();
        var content = new StringBuilder();
        var contentStart = -1;
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        children.Add(Element());
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        contentStart = contentStart < 0 ? source.Offset(((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition) : contentStart;
                        content.Append(reader.Value);
                        break;
                }
            }
        }

        var text = new DmnText(content.ToString(), source, contentStart < 0 ? source.Offset(place.Line, place.Column) : contentStart);
        return new DmnElement(name, space, place, attributes, children.ToImmutable(), text);
    }

    // Attributes that declare namespaces are kept under their whole name, xmlns:feel.
    private ImmutableDictionary<string, string> Attributes()
    {
        var attributes = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
        {
            attributes[reader.Prefix == "xmlns" || reader.NamespaceURI.Length > 0 ? reader.Name : reader.LocalName] = reader.Value;
        }

        reader.MoveToElement();
        return attributes.ToImmutable();
    }

    private static string WithoutPlace(string message) => message.LastIndexOf(" Line ", StringComparison.Ordinal) is var place and > 0 ? message[..place] : message;
}
