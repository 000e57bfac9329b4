using Cahier.Startup;

// PROGRAM: cahier as it was built, not compiled beforehand. REPOSITORY: where rules/ and tests/fixtures/ are. PROFILE: the file to write.
if (args is not [var program, var repository, var profile])
{
    Console.Error.WriteLine("usage: Cahier.Startup PROGRAM REPOSITORY PROFILE");
    return 2;
}

var listed = Rehearsal.Run(program, repository);
var methods = new MethodNames(Path.GetDirectoryName(Path.GetFullPath(program))!).Find(listed);
ProfileWriter.Write(profile, methods);
Console.WriteLine($"{listed.Count} methods compiled on the way, {methods.Count} written to {profile}");
return 0;
