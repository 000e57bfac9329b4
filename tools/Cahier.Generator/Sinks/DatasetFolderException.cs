namespace Cahier.Generator.Sinks;

/// <summary>The folder named for a dataset cannot be used; the message says why and what to do.</summary>
public sealed class DatasetFolderException(string message) : IOException(message);
