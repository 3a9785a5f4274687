from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_cover_what_is_sealed")]

    operations = [
        migrations.AlterField(
            model_name="report",
            name="shred",
            field=models.BinaryField(max_length=16, unique=True),
        ),
    ]
