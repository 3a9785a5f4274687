from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_desk_index")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="shred",
            field=models.BinaryField(max_length=16, null=True, unique=True),
        ),
    ]
